#!/bin/sh
# SPDX-License-Identifier: Apache-2.0
# What train says of a model beyond its row of figures: baselines, ablation, learning curve, notes, a page.
. "${TENOR_SOURCE:-$(dirname "$0")/../..}/tests/cli/fixture.sh"
quick='--c 0.5 --threads 1'

# train ARGUMENT...: a model in new.tenor, hostility and tone
# shellcheck disable=SC2086 # words
train() { run train $quick --label hostility,tone "$labelled" -o new.tenor "$@"; }

# studies COLUMN...: those columns of the second table, which begins after a blank line
studies() { awk 'seen && NF; /^$/ { seen = 1 }' "$out" | sed 's/   */;/g' | cut -d';' -f"$1" >studies; }

train
expect_status 0
cp new.tenor whole.tenor
cp "$out" whole
expect_lines 4 "$out"
ok 'without asking there is a row for each head'

train -q --baselines --ablate --replicates 50
expect_status 0
expect_stderr </dev/null
expect_same whole.tenor new.tenor
head -n 4 "$out" >first
expect_same whole first
studies 1,2,3
expect_bytes studies <<'END'
head;learnt_from;documents
─────────;───────────────────;─────────
hostility;the lexicon alone;spearman
hostility;n-grams alone;spearman
hostility;all but the lexicon;spearman
hostility;all but n-grams;spearman
hostility;all but form;spearman
hostility;everything;spearman
tone;the lexicon alone;macro_f1
tone;n-grams alone;macro_f1
tone;all but the lexicon;macro_f1
tone;all but n-grams;macro_f1
tone;all but form;macro_f1
tone;everything;macro_f1
END
ok '--baselines and --ablate: what each block of features is worth; the model is the same'

# The whole's figure is that of the first table, and what is learnt from the lexicon alone is what --no-ngrams learns.
everything=$(awk '$2 == "everything" && $1 == "hostility" { print $4 }' "$out")
expect test "$(awk '$1 == "hostility" && $2 == "ordinal" { print $8 }' whole)" = "$everything"
train -q --baselines --replicates 0
alone=$(awk '/^hostility  the lexicon alone/ { print $NF }' "$out")
train -q --no-ngrams --form-scale 0
expect test "$(awk '$1 == "hostility" { print $8 }' "$out")" = "$alone"
train -q --ablate --no-lexicon --form-scale 0 --replicates 0
studies 2
expect test "$(sort -u studies | grep -c all)" = 0
ok 'the figures are those that training so would give; blocks that are not there are not left out'

train -q --curve --replicates 50
expect_status 0
expect_same whole.tenor new.tenor
studies 1-3
expect_bytes studies <<'END'
head;learnt_from;documents
─────────;─────────────────────;─────────
hostility;20 % of the documents;4
hostility;40 % of the documents;9
hostility;70 % of the documents;16
hostility;everything;23
tone;20 % of the documents;4
tone;40 % of the documents;9
tone;70 % of the documents;16
tone;everything;23
END
ok '--curve: learnt from a part of the documents, where there are enough'

cp "$out" once
train -q --curve --replicates 50 --threads 2
expect_same once "$out"
ok 'the same with two threads'

train -q --baselines --curve --report page.html --replicates 50
expect_status 0
expect_has page.html '<title>How good is new.tenor?</title>' 'cross-validation in 5 folds' '50 draws, seed 1' \
  'id="reliability-1"' 'id="confusion-0"' 'id="studies-0"' 'id="curve-1"' 'With 23 instead of 16 documents spearman went from 0.'
expect_not grep -q -e '<script' -e 'src=' -e 'href="http' page.html
rm page.html
train -q --report nowhere/page.html
expect_status 3
if [ -w /dev/full ]; then
  train -q --report /dev/full
  expect_status 3
  expect_stderr_has 'No space left on device'
fi
ok '--report: all of it as a page'

awk -F, -v OFS=, 'NR == 1 { print "text,document,mood" } NR > 1 && NF == 6 { print $6, $2, NR % 7 ? "calm" : "angry" }' \
  "$labelled" >shuffled.csv
run train --c 0.5 --label mood:class shuffled.csv -o new.tenor
expect_status 0
expect_stderr_has 'mood: no better than saying the same of every statement: accuracy 0.8' 'that of the best constant 0.87'
ok 'a model that has learnt nothing is called so'
done_testing
