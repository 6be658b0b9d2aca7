#!/bin/sh
# SPDX-License-Identifier: Apache-2.0
# tenor score on what no reader expects: every case ends soon, with its status, and with file, line and reason.
. "${TENOR_SOURCE:-$(dirname "$0")/../..}/tests/cli/fixture.sh"

# Takes the eight scored columns off again.
without_scores() { sed -E 's/(,[^,"]*){8}$//' "$out"; }

# bad STATUS MESSAGE ARGUMENT...: nothing on standard output, just that message on standard error
bad() {
  tap_expected=$1 tap_message=$2
  shift 2
  run score "$@"
  expect_status "$tap_expected"
  expect_stdout </dev/null
  expect_stderr <<END
tenor score: $tap_message
END
}

# ---- whole files ----------------------------------------------------------------------------------------------------
bad 3 'nosuch.csv: no such file' nosuch.csv
ok 'a file that is not there'

mkdir folder.csv
bad 3 'folder.csv: is a directory' folder.csv
ok 'a directory'

: >empty.csv
bad 3 'empty.csv:1: is empty' empty.csv
bad 3 'standard input:1: is empty'
printf '\357\273\277' >mark.csv
bad 3 'mark.csv:1: is empty' mark.csv
ok 'an empty file, also one with nothing but a byte order mark'

printf '\n\n' >blank.csv
bad 3 'blank.csv:1: has no header' blank.csv
ok 'nothing but blank lines'

printf 'id,text\n' >header.csv
run score header.csv
expect_status 0
expect_stdout <<END
id,text,$scores
END
expect_stderr <<'END'
tenor score: warning: header.csv: has no statements
END
ok 'a header only: it is passed on, and that is said'

printf 'text,a,b,a\nWe thank you.,1,2,3\n' >twice.csv
bad 3 "twice.csv:1: header: column 'a' appears twice" twice.csv
ok 'a column that appears twice'

printf '\377\376t\000e\000x\000t\000' >utf16.csv
bad 3 'utf16.csv:1: is UTF-16; save it as UTF-8 and try again' utf16.csv
printf '\376\377\000t' >utf16.csv
bad 3 'utf16.csv:1: is UTF-16; save it as UTF-8 and try again' utf16.csv
ok 'UTF-16 of both kinds'

# ---- rows -----------------------------------------------------------------------------------------------------------
cat >ragged.csv <<'END'
id,text,note
1,We thank you.,a
2,We strike.
3,We strike.,b,c
4,We thank you.,d
END
run score ragged.csv
expect_status 1
without_scores >seen
expect_bytes seen <<'END'
id,text,note
1,We thank you.,a
2,We strike.,
3,We strike.,b
4,We thank you.,d
END
expect test "$(grep -c "$blank\$" "$out")" -eq 2
expect_stderr <<'END'
tenor score: warning: ragged.csv:3: expected 3 fields, found 2
tenor score: warning: ragged.csv:4: expected 3 fields, found 4 (1 too many)
tenor score: 2 of 4 rows could not be scored
END
ok 'ragged rows'

printf 'id,text\n1,"We thank\n2,We strike.\n3,We thank you.\n' >open.csv
run score open.csv
expect_status 1
expect_lines 4 "$out"
expect_stdout_has "1,We thank$blank"
expect_stderr <<'END'
tenor score: warning: open.csv:2: the quote that opens on line 2 is not closed
tenor score: 1 of 3 rows could not be scored
END
ok 'an unclosed quote costs its own row, not the rest of the file'

printf 'id,text\n1,"We thank" you\n2,We strike.\n' >after.csv
run score after.csv
expect_status 1
expect_lines 3 "$out"
expect_stderr_has 'after.csv:2: text after a closing quote at byte '
ok 'text after a closing quote'

cat >broken.jsonl <<'END'
{"text":"We thank you."}
{"text":"We thank
[1,2]
"We thank you."
7
null
{"text":"a","text":"b"}
{"note":"no text"}
{"text":null}
{"text":["We","thank"]}
{"text":"We strike."}
END
run score -f jsonl broken.jsonl
expect_status 1
expect_lines 11 "$out"
expect_stdout_has '{"_raw":"{\"text\":\"We thank","hostility":null' '{"_raw":"[1,2]",' '{"note":"no text","hostility":null,'
expect_stderr_has 'broken.jsonl:2: broken JSON: ' 'broken.jsonl:3: expected a JSON object, found an array' \
  'broken.jsonl:4: expected a JSON object, found a string' 'broken.jsonl:5: expected a JSON object, found a number' \
  'broken.jsonl:6: expected a JSON object, found null' 'broken.jsonl:7: broken JSON: duplicate' \
  'broken.jsonl:8: no text' 'broken.jsonl:9: no text' '8 of 11 rows could not be scored'
if has_command python3; then
  expect python3 -c 'import json, sys; [json.loads(line) for line in sys.stdin]' <"$out"
fi
ok 'broken JSON, and JSON that is no object: the line is kept, and the output is sound JSON'

printf 'id,text\n1,We thank \377 you.\n2,We \355\240\200 you.\n3,We \300\200 you.\n4,We thank \342\202\n5,caf\351\n6,caf\303\251\n' >bytes.csv
run score bytes.csv
expect_status 1
without_scores >seen
expect_same bytes.csv seen
expect_stderr_has 'bytes.csv:2: invalid UTF-8 at byte 12' 'bytes.csv:3: invalid UTF-8 at byte 6' \
  'bytes.csv:4: invalid UTF-8' 'bytes.csv:5: invalid UTF-8' 'bytes.csv:6: invalid UTF-8' '5 of 6 rows'
run score -f jsonl bytes.csv
expect_status 1
has_command python3 && expect python3 -c 'import json, sys; [json.loads(line) for line in sys.stdin.buffer.read().decode().split("\n") if line]' <"$out"
ok 'invalid UTF-8 is told and passed through; in jsonl it becomes U+FFFD'

printf 'id,text\n1,We\000thank you.\n2,\000\000\000\n3,We strike.\n' >nul.csv
run score nul.csv
expect_status 1
without_scores >seen
expect_same nul.csv seen
expect_stderr_has 'nul.csv:2: NUL at byte 5' 'nul.csv:3: NUL at byte 3' '2 of 3 rows'
ok 'NUL bytes'

head -c 100000 "$TENOR" >noise.csv
for format in csv tsv jsonl txt; do
  run score --input-format $format noise.csv
  expect test "$status" -eq 1 -o "$status" -eq 3
done
ok 'a program taken for statements, in any format, ends with status 1 or 3'

for n in 10000 20000; do
  awk -v n=$n 'BEGIN { for (i = 1; i < n; i++) printf "c%d,", i; print "text"
    for (i = 1; i < n; i++) printf ","; print "We thank you." }' >wide.csv
  run score wide.csv
  if [ $n -eq 10000 ]; then
    expect_status 0
    expect_lines 2 "$out"
  else
    expect_status 3
    expect_stderr_has 'wide.csv:1: has more than 16384 columns'
  fi
done
ok 'ten thousand columns are fine, twenty thousand too many'

awk 'BEGIN { printf "{\"text\":"; for (i = 0; i < 100000; i++) printf "["; print "" }' >deep.jsonl
run score deep.jsonl
expect_status 3
awk 'BEGIN { print "{\"text\":\"We thank you.\"}"; printf "{\"text\":"; for (i = 0; i < 100000; i++) printf "["; print "" }' >deep.jsonl
run score deep.jsonl
expect_status 1
expect_stderr_has 'deep.jsonl:2: broken JSON'
ok 'JSON nested a hundred thousand deep'

# ---- a line of 200 MB -------------------------------------------------------------------------------------------------
# Memory is bounded where the program runs under the bound at all; a sanitizer's does not.
bounded=false
(ulimit -v 307200 && "$TENOR" --version) >/dev/null 2>&1 && bounded=true
for format in csv tsv jsonl txt; do
  case $format in
  jsonl) first='{"text":"We thank you."}' last='{"text":"We strike."}' ;;
  txt) first='We thank you.' last='We strike.' ;;
  *) first=$(printf 'text\nWe thank you.') last='We strike.' ;;
  esac
  tap_command="tenor score --input-format $format on a line of 200 MB"
  {
    printf '%s\n' "$first"
    head -c 200000000 /dev/zero | tr '\0' a
    printf '\n%s\n' "$last"
  } | (
    $bounded && ulimit -v 307200
    exec "$TENOR" score --threads 1 --input-format $format >"$out" 2>"$err"
  )
  status=$?
  expect_status 1
  expect_lines 4 "$out"
  expect_stderr_has 'row of 200000000 bytes is longer than the limit of ' '1 of 3 rows could not be scored'
  expect test "$(wc -c <"$out")" -lt 10000
done
ok "a line of 200 MB is told, cut and passed, in each format$($bounded && echo ', in less than 300 MB')"
done_testing
