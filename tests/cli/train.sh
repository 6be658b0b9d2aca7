#!/bin/sh
# SPDX-License-Identifier: Apache-2.0
# tenor train: what it makes of columns of labels, that it repeats itself, and what it refuses.
. "${TENOR_SOURCE:-$(dirname "$0")/../..}/tests/cli/fixture.sh"
quick='--c 0.5 --no-lexicon'
input=$tap/input
mkdir "$input"

# train ARGUMENT...: a model in $tap/new.tenor
# shellcheck disable=SC2086 # words
train() { run train $quick -o "$tap/new.tenor" "$@"; }

heads() { "$TENOR" model info "$tap/new.tenor" | sed -n 's/^head  *//p' >heads; }

# ---- kinds of heads ---------------------------------------------------------------------------------------------------
awk -F, -v OFS=, 'NR == 1 { print "text,document,hostile,level,mood,degree"; next }
  { text = $0; for (i = 1; i < 6; i++) sub(/^[^,]*,/, "", text)
    print text, $2, ($3 > 1 ? "yes" : "no"), $3, $4, $5 / 4 }' "$labelled" >"$input/kinds.csv"
train --label hostile,level --label mood --label degree "$input/kinds.csv"
expect_status 0
heads
expect_bytes heads <<'END'
hostile (binary): no, yes
level (ordinal): 0, 1, 2, 3, 4; positive from 2
mood (class): accusatory, conciliatory, defiant, demanding, neutral, supportive, threatening
degree (regression): labels from -0.5 to 0.5
END
awk 'NR > 2 { print $1, $2, $3, $4, $5 }' "$out" >seen
expect_bytes seen <<'END'
hostile binary libsvm 0.50 145
level ordinal libsvm 0.50 145
mood class libsvm 0.50 145
degree regression libsvm 0.50 145
END
ok 'the kind of a head is found out, and the report says how it was learnt'

printf 'text\nWe thank you.\n' >in.csv
run score -m "$tap/new.tenor" in.csv
expect_status 0
expect test "$(head -n 1 "$out")" = text,hostile,p_hostile,level,level_lo,level_hi,p_level,mood,p_mood,degree,coverage
expect test "$(sed 1d "$out" | cut -d, -f2)" = no
ok 'own heads give columns of their own names'

train --label level:class --label hostile:class "$input/kinds.csv"
expect_status 0
heads
expect_bytes heads <<'END'
level (class): 0, 1, 2, 3, 4
hostile (class): no, yes
END
train --label level:regression,level:ordinal "$input/kinds.csv"
expect_status 2
expect_stderr_has 'two heads have one name'
train --label level:ordinal --positive 3 "$input/kinds.csv"
expect_status 0
heads
expect_bytes heads <<'END'
level (ordinal): 0, 1, 2, 3, 4; positive from 3
END
ok 'NAME:KIND and --positive are believed'

train --label degree:ordinal "$input/kinds.csv"
expect_status 3
expect_stderr_has "the label 'degree' cannot be ordinal: its values are not whole numbers from 0 to 10"
train --label mood:binary "$input/kinds.csv"
expect_status 3
expect_stderr_has "the label 'mood' cannot be binary: it has more than two values"
train --label mood:regression "$input/kinds.csv"
expect_status 3
expect_stderr_has "the label 'mood' cannot be a regression: not all of its values are numbers"
train --label level:number "$input/kinds.csv"
expect_status 2
expect_stderr_has "'number' is no kind of head; say ordinal, class, regression or binary"
ok 'but not against the labels'

# ---- the usual heads, several files -------------------------------------------------------------------------------------
cut -d, -f1-3,6- "$labelled" >"$input/hostility.csv"
train "$input/hostility.csv"
expect_status 0
heads
expect test "$(cat heads)" = 'hostility (ordinal): 0, 1, 2, 3, 4; positive from 2'
ok 'without --label: those of hostility, tone and valence that the file has'

{ head -n 1 "$labelled"; sed -n '2,71p' "$labelled"; } >"$input/first.csv"
{ head -n 1 "$labelled"; sed -n '72,$p' "$labelled"; } >"$input/second.csv"
train "$labelled"
cp "$out" whole
train "$input/first.csv" "$input/second.csv"
expect_status 0
expect_same whole "$out"
run model info --json "$tap/new.tenor"
expect_stdout_has '"sets":[{"name":"first.csv","rows":70},{"name":"second.csv","rows":75}]'
ok 'two halves give what the whole gives, and the model names both'

cut -d, -f1,2,4,6- "$input/second.csv" >"$input/tones.csv"
train "$input/hostility.csv" "$input/tones.csv"
expect_status 0
awk 'NR > 2 { print $1, $5 }' "$out" >seen
expect_bytes seen <<'END'
hostility 145
tone 75
END
ok 'a file may lack labels that another has'

printf '146,x,1,neutral\n' | cat "$labelled" - >"$input/ragged.csv"
train "$input/ragged.csv"
expect_status 1
expect_stderr_has 'ragged.csv:147: expected 6 fields, found 4' '1 rows were left out'
expect_same whole "$out"
ok 'a bad row is told and left out: status 1'

# ---- groups -----------------------------------------------------------------------------------------------------------
run model info "$model"
expect_stdout_has 'documents                                29'
train --group tone "$labelled"
expect_status 0
run model info "$tap/new.tenor"
expect_stdout_has 'documents                                7'
train --group id "$labelled"
run model info "$tap/new.tenor"
expect_stdout_has 'documents                                145'
train --group source "$labelled"
expect_status 3
expect_stderr_has "has no column 'source'; its columns are: id, document, hostility"
ok '--group keeps the rows of one value together; the default is document'

# ---- the same again -----------------------------------------------------------------------------------------------------
train --threads 1 "$labelled"
cp "$tap/new.tenor" one.tenor
train --threads 1 "$labelled"
expect_same one.tenor "$tap/new.tenor"
train --threads 2 "$labelled"
expect_same one.tenor "$tap/new.tenor"
train --seed 1 "$labelled"
expect_same one.tenor "$tap/new.tenor"
ok 'the same rows, options and seed give the same file, with one thread or two'

train --seed 2 "$labelled"
expect_status 0
expect_not cmp -s one.tenor "$tap/new.tenor"
ok 'another seed gives another'
rm -f ./*

# ---- what it refuses ------------------------------------------------------------------------------------------------------
refused() {
  tap_expected=$1 tap_message=$2
  shift 2
  run train "$@"
  expect_status "$tap_expected"
  expect_stdout </dev/null
  expect_stderr_has "$tap_message"
  expect_empty_folder
}

refused 2 '-o MODEL is needed' "$labelled"
refused 2 'name a file of labelled statements' -o new.tenor
refused 2 '--output needs a value' "$labelled" -o
for c in 0 -1 a 1,0 1,,2 nan inf '' 1,2,3,4,5,6,7,8,9,10,11,12,13,14,15,16,17; do
  refused 2 '--c: ' --c "$c" "$labelled" -o new.tenor
done
refused 2 '--folds' --folds 1 "$labelled" -o new.tenor
refused 2 '--seed' --seed -1 "$labelled" -o new.tenor
refused 2 '--solver' --solver best "$labelled" -o new.tenor
ok 'wrong usage: status 2'

refused 3 'nosuch.csv: no such file' nosuch.csv -o new.tenor
refused 3 "has no column of labels 'mood'; its columns are: id, document, hostility, tone, valence, text" \
  --label mood "$labelled" -o new.tenor
cut -d, -f1,2,6- "$labelled" >"$input/none.csv"
refused 3 'there are no labels in columns hostility, tone or valence; name yours with --label' "$input/none.csv" -o new.tenor
awk -F, 'NR == 1 || $3 == 1' "$labelled" >"$input/same.csv"
refused 3 "the label 'hostility' has the same value in every row" --label hostility "$input/same.csv" -o new.tenor
awk -F, 'NR == 1 || $3 == 0' "$labelled" >"$input/same.csv"
refused 3 "the label 'hostility' has the same value in every row" --label hostility "$input/same.csv" -o new.tenor
sed 's/,[^,]*$/,/; 1s/,$/,text/' "$labelled" >"$input/silent.csv"
refused 3 '' "$input/silent.csv" -o new.tenor
head -n 6 "$labelled" >"$input/few.csv"
refused 3 'too few' "$input/few.csv" -o new.tenor
ok 'labels that nothing can be learnt from: status 3'

refused 3 'nowhere/new.tenor' --c 0.5 "$labelled" -o nowhere/new.tenor
refused 3 'directory' --c 0.5 "$labelled" -o "$input"
refused 3 'nowhere' --lexicon nowhere "$labelled" -o new.tenor
if [ -w /dev/full ]; then
  refused 3 'No space left on device' --c 0.5 "$labelled" -o /dev/full
  expect test -c /dev/full
fi
ok 'a model that cannot be written: status 3'

# ---- interrupted ------------------------------------------------------------------------------------------------------
if has_command timeout; then
  awk -F, 'NR == 1 { print "text,hostility"; next } NF == 6 { row[++n] = $6; level[n] = $3 }
    END { for (k = 0; k < 400; k++) for (i = 1; i <= n; i++) print row[i] " again " k % 31 " and " k "," level[i] }' \
    "$labelled" >"$input/many.csv"
  tap_command='tenor train, interrupted'
  timeout --preserve-status -s INT 1 "$TENOR" train "$input/many.csv" -o new.tenor --solver liblinear >"$out" 2>"$err"
  status=$?
  expect_status 3
  expect_stderr <<'END'
tenor train: interrupted; nothing was written
END
  expect_empty_folder
  ok 'interrupted by SIGINT it leaves nothing behind'
else
  skip 'interrupted by SIGINT' 'there is no timeout'
fi
done_testing
