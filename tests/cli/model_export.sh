#!/bin/sh
# SPDX-License-Identifier: Apache-2.0
# tenor model export and features, tenor score --features: what other programs make of our machines and vectors.
. "${TENOR_SOURCE:-$(dirname "$0")/../..}/tests/cli/fixture.sh"

# Statements with all that may happen: labels that lack, a quoted newline, a row without text, one without words.
cat >in.csv <<'END'
text,tone,hostility
They will pay dearly for this.,threatening,3
"We thank our friends
for their help.",supportive,0
,neutral,0
...,,
"Talks, again, on Monday.",neutral,
END
run score in.csv --all --format csv --features vectors --features-label tone -o scores.csv
expect_status 1
expect_lines 5 vectors
cut -d ' ' -f 1 vectors >labels
expect_bytes labels <<'END'
6
5
4
0
4
END
expect test "$(sed -n 3p vectors)" = 4
expect test "$(sed -n 4p vectors)" = 0
ok '--features: a line for each row, with its label; rows without words have no features'

run score in.csv --threads 1 --format csv --features again --features-label tone -o scores.csv
expect_same vectors again
"$TENOR" score in.csv --features numbers --features-label hostility >"$out" 2>"$err"
cut -d ' ' -f 1 numbers >labels
expect test "$(tr '\n' ' ' <labels)" = '3 0 0 0 0 '
"$TENOR" score in.csv --features bare >"$out" 2>"$err"
expect test "$(cut -d ' ' -f 1 bare | tr '\n' ' ')" = '0 0 0 0 0 '
ok 'the same with any number of threads; numbers are labels as they stand; without --features-label: 0'

run score in.csv --features-label tone
expect_status 2
expect_stderr_has '--features-label goes with --features'
run score in.csv --features v --features-label mood
expect_status 3
expect_stderr_has "in.csv:1: has no column of labels 'mood'; its columns are: text, tone, hostility"
run score in.csv --features nowhere/v
expect_status 3
run score in.csv --on-error fail --features stopped -o stopped.csv
expect_status 1
expect_not test -e stopped
if [ -w /dev/full ]; then
  run score in.csv --features /dev/full
  expect_status 3
  expect_stderr_has 'No space left on device'
fi
ok 'what it refuses; a run that stops leaves no file'

# ---- export -----------------------------------------------------------------------------------------------------------
for kind in libsvm liblinear svmlight; do
  run model export "$model" --format $kind -o $kind
  expect_status 0
  cp "$out" listed.$kind
done
expect_bytes listed.libsvm <<'END'
libsvm-hostility-1.model	hostility: 1 or more
libsvm-hostility-2.model	hostility: 2 or more
libsvm-hostility-3.model	hostility: 3 or more
libsvm-hostility-4.model	hostility: 4 or more
libsvm-tone.model	tone
libsvm-valence.model	valence
libsvm-features.tsv	the names of the features
END
expect_has listed.svmlight 'svmlight-tone-0.model	tone: accusatory' 'svmlight-tone-6.model	tone: threatening'
features=$("$TENOR" model info "$model" | sed -n 's/^features *//p' | tr -dc '0-9 ' | awk '{ print $1 + $2 + $3 + $4 }')
expect_lines $((features + 1)) libsvm-features.tsv
expect_has libsvm-features.tsv '1	lexicon	negation: rate' '	stem	pay' '	form	sentence length'
expect_has svmlight-valence.model "$features # highest feature index"
ok 'export: a file for each machine, and one with the names of the features'

run model export --format libsvm --head valence --head hostility -o some
expect_status 0
cut -f 1 "$out" >seen
expect_bytes seen <<'END'
some-hostility-1.model
some-hostility-2.model
some-hostility-3.model
some-hostility-4.model
some-valence.model
some-features.tsv
END
expect_same libsvm-valence.model some-valence.model
ok 'of the heads asked for; without a name it is the model that comes with tenor'

# scored COLUMN: of the scores
scored() { "$TENOR" score in.csv --prefix p_ --format tsv 2>/dev/null | awk -F '\t' -v name="$1" '
  NR == 1 { for (i = 1; i <= NF; i++) if ($i == name) at = i } NR > 1 { print $at }'; }

if has_command svm-predict && has_command liblinear-predict; then
  tap_command='svm-predict and liblinear-predict'
  svm-predict -q vectors libsvm-valence.model svm >/dev/null || tap_note 'svm-predict fails'
  liblinear-predict vectors liblinear-valence.model linear >/dev/null || tap_note 'liblinear-predict fails'
  paste svm linear >both
  expect_lines 5 both
  expect awk '{ d = $1 - $2; exit !(d < 1e-9 && d > -1e-9) }' both
  scored p_valence | paste svm - >both
  expect awk 'NR != 3 && NR != 4 { d = $1 / 2 - $2; if (!(d < 6e-5 && d > -6e-5)) exit 1 }' both
  ok 'valence: both give the same value, which is ours'

  svm-predict -q -b 1 vectors libsvm-hostility-2.model svm >/dev/null
  liblinear-predict -b 1 vectors liblinear-hostility-2.model linear >/dev/null
  expect_same svm linear
  expect test "$(head -n 1 svm)" = 'labels 1 0'
  ok 'hostility: both give the same probability of a level'

  svm-predict -q vectors libsvm-tone.model svm >/dev/null
  liblinear-predict -b 1 vectors liblinear-tone.model linear >/dev/null
  sed 1d linear | cut -d ' ' -f 1 | paste - svm >both
  expect awk '$1 != $2 { exit 1 }' both
  sed 1d linear | awk '{ print $($1 + 2) }' >p
  scored p_p_tone | paste p - >both
  expect awk 'NR != 3 && NR != 4 { d = $1 - $2; if (!(d < 6e-5 && d > -6e-5)) exit 1 }' both
  scored p_tone | sed 's/accusatory/0/;s/conciliatory/1/;s/defiant/2/;s/demanding/3/;s/neutral/4/;s/supportive/5/;s/threatening/6/' |
    paste svm - >both
  expect awk -F '\t' 'NR != 3 && NR != 4 && $1 != $2 { exit 1 }' both
  ok 'tone: both give the same class, which is ours, and liblinear its probability'

  awk -F, -v OFS=, 'NR == 1 { print "text,document,hostile"; next }
    { text = $0; for (i = 1; i < 6; i++) sub(/^[^,]*,/, "", text); print text, $2, ($3 > 1 ? "yes" : "no") }' \
    "$labelled" >yesno.csv
  for way in '--solver libsvm' '--solver liblinear --no-lexicon' '--ratios'; do
    # shellcheck disable=SC2086 # words
    run train yesno.csv --label hostile --c 0.5 $way -o yesno.tenor
    "$TENOR" score -m yesno.tenor in.csv --format tsv --features vectors 2>/dev/null |
      awk -F '\t' 'NR == 1 { for (i = 1; i <= NF; i++) if ($i == "p_hostile") at = i } NR > 1 { print $at }' >p
    run model export yesno.tenor --format liblinear -o yesno
    expect_stdout_has 'yesno-hostile.model	hostile: yes'
    liblinear-predict -b 1 vectors yesno-hostile.model linear >/dev/null
    sed 1d linear | cut -d ' ' -f 2 | paste - p >both
    expect awk 'NR != 3 && NR != 4 { d = $1 - $2; if (!(d < 6e-5 && d > -6e-5)) exit 1 }' both
  done
  ok 'a binary head: liblinear gives our probability, whatever trained it'
else
  skip 'svm-predict and liblinear-predict agree' 'they are not installed'
fi

run model export "$model" --format libsvm
expect_status 2
expect_stderr_has '-o PREFIX is needed'
run model export "$model" -o x
expect_status 2
expect_stderr_has '--format: say libsvm, liblinear or svmlight'
run model export "$model" --format csv -o x
expect_status 2
run model export "$model" --format libsvm --head mood -o x
expect_status 2
expect_stderr_has "--head: the model has no head 'mood'"
run model info "$model" --head tone
expect_status 2
expect_stderr_has "--head goes with 'features' and 'export' only"
run model export "$model" --format libsvm --top 3 -o x
expect_status 2
run model export nosuch.tenor --format libsvm -o x
expect_status 3
run model export "$model" --format libsvm -o nowhere/x
expect_status 3
expect_not test -e x-features.tsv
ok 'what export refuses'

# A head may have any name; as a part of a path it may not.
sed '1s/hostility/..\/h/' "$labelled" >slash.csv
run train slash.csv --label ../h --no-lexicon --c 0.5 -o slash.tenor
expect_status 0
run model export slash.tenor --format libsvm -o x
expect_status 4
expect_stderr_has "a head's name cannot be part of a file's name"
ok 'a head whose name would lead elsewhere'

run train "$labelled" --kernel rbf --no-ngrams --label hostility --c 1 -o kernel.tenor
run model export kernel.tenor --format libsvm -o kernel
expect_status 4
expect_stderr_has 'is a kernel machine: its decisions are no sums over features'
run model features kernel.tenor
expect_status 4
expect_not test -e kernel-features.tsv
ok 'a kernel machine has no weights'

# ---- features ---------------------------------------------------------------------------------------------------------
run model features "$model" --head hostility --top 5
expect_status 0
expect_lines 6 "$out"
expect test "$(head -n 1 "$out")" = head,label,rank,kind,feature,weight
expect awk -F, 'NR > 1 { w = $6 < 0 ? -$6 : $6; if (NR > 2 && w > last) exit 1; last = w }' "$out"
expect test "$(cut -d, -f 1-3 "$out" | sed -n 2,3p | tr '\n' ' ')" = 'hostility,,1 hostility,,2 '
ok 'features: the heaviest first'

run model features "$model" --head tone --kind stem --top 1
expect_lines 8 "$out"
cut -d, -f 2,4 "$out" >seen
expect_bytes seen <<'END'
label,kind
accusatory,stem
conciliatory,stem
defiant,stem
demanding,stem
neutral,stem
supportive,stem
threatening,stem
END
ok 'features: a list for each class, of one kind if asked'

# What is listed is what is exported: valence has one machine.
run model features "$model" --head valence --top 1000000 --format tsv
expect_status 0
awk -F '\t' 'NR > 1 { print $4 " " $5 "\t" $6 }' "$out" | sort >listed
tr ' ' '\n' <libsvm-valence.model | sed -n 's/^\([0-9][0-9]*\):/\1\t/p' >weights
awk -F '\t' 'NR == FNR { if (FNR > 1) name[$1] = $2 " " $3; next } { printf "%s\t%.6f\n", name[$1], $2 }' \
  libsvm-features.tsv weights | sort >exported
expect test -s listed
expect_same exported listed
ok 'features: all of them are those of the export'

run model features "$model" --top 0
expect_status 2
run model features "$model" --kind suffix
expect_status 2
run model features "$model" --format libsvm
expect_status 2
run model features "$model" a
expect_status 2
run model features "$model" -o list.jsonl --top 1 --head valence
expect_status 0
expect_lines 1 list.jsonl
expect_has list.jsonl '{"head":"valence","label":"","rank":1,"kind":'
ok 'features: -o goes by the extension; what it refuses'

# ---- info -------------------------------------------------------------------------------------------------------------
run model info "$model"
expect_stdout_has 'licence     not stated' 'trained on  labelled.csv, 145 rows'
expect_not grep -q '^card' "$out"
cp "$model" mine.tenor && echo 'a card' >mine.md
run model info mine.tenor
expect_stdout_has 'card        mine.md'
ok 'info names the licence, the training sets and the card'
done_testing
