#!/bin/sh
# SPDX-License-Identifier: Apache-2.0
# tenor model, and model files that are not what they should be: never a crash, never a score, always a message.
. "${TENOR_SOURCE:-$(dirname "$0")/../..}/tests/cli/fixture.sh"
printf 'text\nWe thank you.\n' >in.csv
size=$(wc -c <"$model")

# refused STATUS FILE TEXT: score and verify both refuse the file, in a message of one line that names it
refused() {
  for command in "score -m $2 in.csv" "model verify $2"; do
    # shellcheck disable=SC2086 # words
    run $command
    expect_status "$1"
    expect_stdout </dev/null
    expect_lines 1 "$err"
    expect_stderr_has "$2: $3"
  done
}

# ---- info and verify --------------------------------------------------------------------------------------------------
run model verify "$model"
expect_status 0
expect_stdout <<END
$model: sound
END
cp "$out" named
run model verify
expect_status 0
expect_same named "$out"
ok 'verify: a sound model; without a name the one that comes with tenor'

run model info "$model"
expect_status 0
sed -n '/^head /p' "$out" >seen
expect_bytes seen <<'END'
head        hostility (ordinal): 0, 1, 2, 3, 4; positive from 2
head        tone (class): accusatory, conciliatory, defiant, demanding, neutral, supportive, threatening
head        valence (regression): labels from -2 to 2
END
expect_stdout_has "file        $model" "size        $((size)) bytes" ', 4 categories' 'about.sets.labelled.csv.rows             145'
ok 'info: heads, sizes, and what it was trained on'

run model info --json "$model"
expect_status 0
if has_command python3; then
  expect python3 - "$out" <<'END'
import json, sys
about = json.load(open(sys.argv[1], encoding='utf-8'))
assert about['examples'] == 145 and about['documents'] == 29 and about['seed'] == 1
assert [head['name'] for head in about['heads']] == ['hostility', 'tone', 'valence']
sets = about['about']['sets']
assert [(s['name'], s['rows']) for s in sets] == [('labelled.csv', 145)]
assert len(bytes.fromhex(sets[0]['digest'])) == 8
END
fi
ok 'info --json: sound JSON'

run model
expect_status 2
run model verify a b
expect_status 2
run model verify --json "$model"
expect_status 2
expect_stderr_has "--json goes with 'info' only"
ok 'wrong usage'

# ---- not a model ------------------------------------------------------------------------------------------------------
refused 4 in.csv 'is not a tenor model'
ok 'a text file'
: >empty
refused 4 empty 'is '
ok 'an empty file'
mkdir folder
refused 3 folder 'is a directory'
ok 'a directory cannot be read: status 3'
refused 3 nosuch.tenor 'No such file or directory'
ok 'nor can a file that is not there'
{ cat "$model"; echo; } >longer.tenor
refused 4 longer.tenor ''
ok 'a byte too many'

# ---- damage -----------------------------------------------------------------------------------------------------------
percent=0
while [ $percent -lt 100 ]; do
  head -c $((size * percent / 100)) "$model" >cut.tenor
  refused 4 cut.tenor ''
  percent=$((percent + 5))
done
head -c $((size - 1)) "$model" >cut.tenor
refused 4 cut.tenor ''
ok 'cut at every 5 %, and of its last byte'

# A bit of one byte is turned: in each of the first eight, then all over the file, down to the last.
place=0 nth=0
while [ $nth -lt 40 ]; do
  byte=$(od -An -tu1 -j $place -N 1 "$model")
  # shellcheck disable=SC2059 # the format is the byte
  printf "\\$(printf %03o $((byte ^ (1 << (nth % 8)))))" >byte
  cp "$model" flipped.tenor
  dd if=byte of=flipped.tenor bs=1 seek=$place conv=notrunc 2>/dev/null
  expect_not cmp -s "$model" flipped.tenor
  refused 4 flipped.tenor ''
  nth=$((nth + 1))
  if [ $nth -lt 8 ]; then place=$nth; else place=$(((size - 1) * (nth - 7) / 32)); fi
done
ok 'one bit turned, at 40 places'
done_testing
