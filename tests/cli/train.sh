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
expect_stdout_has '"name":"first.csv","rows":70}' '"name":"second.csv","rows":75}'
ok 'two halves give what the whole gives, and the model names both'

# digests FILE: of the sets in the model that is trained on it
digests() {
  train "$1"
  "$TENOR" model info "$tap/new.tenor" | sed -n 's/^trained on .*, digest //p'
}
digests "$labelled" >one
awk -F, -v OFS='\t' '{ text = $0; for (i = 1; i < 6; i++) sub(/^[^,]*,/, "", text)
  gsub(/^"|"$/, "", text); gsub(/""/, "\"", text); print $1, $2, $3, $4, $5, text }' "$labelled" >"$input/same.tsv"
digests "$input/same.tsv" >two
expect_same one two
awk -F, -v OFS=, 'NR == 9 { $3 = $3 == 0 } { print }' "$labelled" >"$input/other.csv"
digests "$input/other.csv" >two
expect test "$(wc -c <one)" -eq 17
expect test "$(cat one)" != "$(cat two)"
ok 'and its digest: of rows, not of bytes; one label more or less is another set'

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

# ---- the example of docs/training.md -------------------------------------------------------------------------------------
run train "$TENOR_SOURCE/examples/labelled.csv" --label populist -o "$tap/new.tenor"
expect_status 0
heads
expect test "$(cat heads)" = 'populist (binary): no, yes'
expect test "$(awk 'NR > 2 { print $1, $2, $3, $5, ($6 > 0.85) }' "$out")" = 'populist binary libsvm 200 1'
printf '%s\n' text 'The elites in the capital have stolen this country from its people.' \
  'The committee will publish its report in March.' >populist.csv
run score -m "$tap/new.tenor" populist.csv
expect test "$(cut -d, -f2 "$out" | paste -sd' ')" = 'populist yes no'
rm -f ./*
ok 'two hundred rows of a spreadsheet make a head "populist"'

# ---- machines, weights, folds -----------------------------------------------------------------------------------------
# Every way of learning writes the same file again, on two threads as on one, and one that scores.
printf 'text\nWe thank you.\nWe will attack the enemy.\n' >"$input/two.csv"
ways() {
  for way in '--kernel rbf --no-ngrams --gamma 0.1,1' '--nu 0.2,0.5' '--c 0.1,1 --epsilon 0.1,0.5' '--ratios' \
    '--calibration isotonic' '--class-weights balanced' '--class-weights threatening=3,4=2' '--weight-column id' \
    '--time-blocks --date-column day' '--no-form'; do
    # shellcheck disable=SC2086 # words
    run train $quick --folds 3 --label hostility,tone $way --threads 1 "$input/dated.csv" -o one.tenor
    expect_status 0
    # shellcheck disable=SC2086
    run train $quick --folds 3 --label hostility,tone $way --threads 2 "$input/dated.csv" -o two.tenor
    expect_same one.tenor two.tenor
    run score -m one.tenor "$input/two.csv"
    expect_status 0
    expect test "$(wc -l <"$out")" -eq 3
  done
}
awk -F, -v OFS=, 'NR == 1 { print $0, "day"; next } { print $0, 1990 + NR % 9 "-0" 1 + NR % 9 }' "$labelled" >"$input/dated.csv"
ways
ok 'whatever is asked for, the same file again, on two threads as on one'
rm -f ./*

run train $quick --kernel rbf --no-ngrams "$labelled" -o rbf.tenor
run explain -m rbf.tenor 'We will attack you.'
expect_status 4
expect_stderr_has 'is a kernel machine: its scores are no sums, and there are no reasons to give'
expect_stdout </dev/null
ok 'a kernel machine has no reasons, and explain says so'

train "$labelled"
expect_stderr_has 'tenor train: 145 statements: fitting by libsvm, as they are few'
train --class-weights balanced "$labelled"
expect_stderr_has 'tenor train: 145 statements: fitting by liblinear, as libsvm does not weigh statements'
train --kernel rbf --no-ngrams --label hostility "$labelled"
expect_stderr_has 'tenor train: 145 statements: fitting by libsvm, which alone has an RBF kernel and nu-SVC'
cat "$labelled" >"$input/many.csv"
for _ in 1 2 3; do sed 1d "$labelled" >>"$input/many.csv"; done
train --label hostility "$input/many.csv"
expect_stderr_has 'tenor train: 580 statements: fitting by liblinear, as they are many: libsvm would take hundreds of times as long'
train --solver liblinear "$labelled"
expect_not grep -q "fitting by" "$err"
train -q "$labelled"
expect_not grep -q "fitting by" "$err"
ok '--solver auto says what it takes, and why'

awk -F, -v OFS=, 'NR == 1 { print $0, "weight"; next } { print $0, NR <= 71 ? 2 : "" }' "$labelled" >"$input/weighted.csv"
train --weight-column weight "$input/weighted.csv"
expect_status 0
cp "$tap/new.tenor" column.tenor
train --file-weight 2,1 "$input/first.csv" "$input/second.csv"
expect_status 0
"$TENOR" score -m column.tenor "$input/two.csv" >by_column
"$TENOR" score -m "$tap/new.tenor" "$input/two.csv" >by_file
expect_same by_column by_file
train "$input/first.csv" "$input/second.csv"
"$TENOR" score -m "$tap/new.tenor" "$input/two.csv" >by_nothing
expect_not cmp -s by_column by_nothing
rm -f ./*
ok 'a weight of rows is the same from a column and from the file'

sed '1s/valence/score/; 1s/hostility/level/' "$input/second.csv" >"$input/renamed.csv"
train --label hostility=level,valence=score "$input/first.csv" "$input/renamed.csv"
expect_status 0
awk 'NR > 2 { print $1, $5 }' "$out" >seen
expect_bytes seen <<'END'
hostility 145
valence 145
END
train --label valence=score "$input/renamed.csv"
expect_status 0
train --label hostility,valence "$input/first.csv" "$input/renamed.csv"
awk 'NR > 2 { print $1, $5 }' "$out" >seen
expect_bytes seen <<'END'
hostility 70
valence 70
END
rm -f ./*
ok 'NAME=COLUMN takes the labels of a head from a column of another name'

awk -F, -v OFS=, 'NR == 1 { print $0, "date"; next } { print $0, NR == 5 ? "May" : 1990 + int(NR / 15) }' "$labelled" >"$input/may.csv"
train --time-blocks "$input/may.csv"
expect_status 1
expect_stderr_has 'may.csv:5: the date is not YYYY, YYYY-MM or YYYY-MM-DD' '1 rows were left out'
awk -F, -v OFS=, 'NR == 1 { print $0, "weight"; next } { print $0, NR == 5 ? -1 : 1 }' "$labelled" >"$input/minus.csv"
train --weight-column weight "$input/minus.csv"
expect_status 1
expect_stderr_has 'minus.csv:5: the weight is no number above 0'
ok 'a row with a bad date or weight is told and left out'

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
for list in 0 -1 a 0.5,2 '' ,; do refused 2 '--nu: ' --nu "$list" "$labelled" -o new.tenor; done
for list in -0.1 a nan ''; do refused 2 '--epsilon: ' --epsilon "$list" "$labelled" -o new.tenor; done
for list in 0 a ''; do refused 2 '--gamma: ' --kernel rbf --gamma "$list" "$labelled" -o new.tenor; done
refused 2 '--gamma is for --kernel rbf' --gamma 1 "$labelled" -o new.tenor
refused 2 '--kernel' --kernel poly "$labelled" -o new.tenor
refused 2 'liblinear has neither an RBF kernel nor nu' --kernel rbf --solver liblinear "$labelled" -o new.tenor
refused 2 'log-count ratios are for linear machines' --kernel rbf --ratios "$labelled" -o new.tenor
refused 2 '--kernel rbf cannot use --vectors' --kernel rbf --vectors x.vec "$labelled" -o new.tenor
refused 2 '--calibration' --calibration none "$labelled" -o new.tenor
refused 2 '--date-column is for --time-blocks' --date-column day "$labelled" -o new.tenor
for list in heavy 2 neutral= neutral=0 neutral=-1 neutral=x '' neutral=1,; do
  refused 2 '--class-weights: ' --class-weights "$list" "$labelled" -o new.tenor
done
refused 2 "--class-weights: no head has a label 'no such'" --class-weights 'no such=2' "$labelled" -o new.tenor
for list in 0 x 1,2 ''; do refused 2 '--file-weight: ' --file-weight "$list" "$labelled" -o new.tenor; done
for label in =valence valence= ; do refused 2 '--label: ' --label "$label" "$labelled" -o new.tenor; done
refused 3 'more than 256 combinations' --kernel rbf --c 1,2,3,4,5,6,7,8,9 --gamma 1,2,3,4,5,6 --epsilon 1,2,3,4,5,6 \
  --label valence "$labelled" -o new.tenor
refused 3 'libsvm has no weights of rows' --solver libsvm --class-weights balanced --label tone "$labelled" -o new.tenor
refused 3 "has no column 'weight'" --weight-column weight "$labelled" -o new.tenor
refused 3 "has no column 'date'" --time-blocks "$labelled" -o new.tenor
refused 3 'too few different ones' --time-blocks --date-column day --folds 10 "$input/dated.csv" -o new.tenor
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

# ---- names ------------------------------------------------------------------------------------------------------------
# Oz is hostile and Id is not, wherever they stand; who has learnt that scores them apart.
printf '# role: actor\noz\tOz\tstate\nid\tId\tstate\n' >"$TENOR_DATADIR/lexicons/en/actors.tsv"
awk -F, 'NR == 1 { print "text,document,hostility"; next }
  { text = $0; for (i = 1; i < 6; i++) sub(/^[^,]*,/, "", text)
    sub(/^"/, "", text); sub(/"$/, "", text); print "\"" ($3 > 1 ? "Oz" : "Id") ": " text "\"," $2 "," $3 }' \
  "$labelled" >"$input/names.csv"
printf '2 2\noz 1 0\nid 0 1\n' >"$input/names.vec"
printf 'text\nOz will speak.\nId will speak.\n' >"$input/pair.csv"
# told_apart OPTION...: how many scores the two have
told_apart() {
  run train --c 0.5 --vectors "$input/names.vec" "$input/names.csv" -o "$tap/new.tenor" "$@"
  expect_status 0
  "$TENOR" score -q -m "$tap/new.tenor" "$input/pair.csv" | sed 1d | cut -d, -f2- | sort -u | wc -l
}
expect test "$(told_apart)" -eq 2
expect test "$(told_apart --mask-names)" -eq 1
refused 2 '--mask-names: without a lexicon no names are known' --mask-names --no-lexicon "$input/names.csv" -o new.tenor
rm "$TENOR_DATADIR/lexicons/en/actors.tsv"
ok '--mask-names: no score rests on who is named'

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
