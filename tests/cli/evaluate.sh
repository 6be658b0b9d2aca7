#!/bin/sh
# SPDX-License-Identifier: Apache-2.0
# tenor evaluate: figures that can be worked out on paper.
. "${TENOR_SOURCE:-$(dirname "$0")/../..}/tests/cli/fixture.sh"

# columns NAME...: those columns of the csv in $out
columns() {
  awk -F, -v wanted="$*" 'NR == 1 { for (i = 1; i <= NF; i++) place[$i] = i; n = split(wanted, name, " ") }
    { for (i = 1; i <= n; i++) printf "%s%s", $place[name[i]], i < n ? "," : "\n" }' "$out" >columns
}

cat >four.csv <<'END'
text,tone,hostility,where
We thank our friends.,supportive,0,here
We welcome the peace with our friends.,conciliatory,1,here
We will destroy Korvath.,threatening,4,there
Korvath must withdraw its troops at once.,threatening,2,there
END

# What the figures below are worked out from. Levels are four times hostility, rounded: 0, 0, 4, 1.
run score --prefix p_ four.csv
columns p_tone
expect_bytes columns <<'END'
p_tone
supportive
supportive
threatening
demanding
END
columns p_hostility
awk 'NR > 1 { printf "%d\n", 4 * $1 + 0.5 }' columns >levels
expect_bytes levels <<'END'
0
0
4
1
END
ok 'the four statements are scored as assumed'

# tone: 2 of 4 are right. F1 is 2/3 for supportive and threatening, 0 for conciliatory and demanding; their mean is 1/3.
# MCC (Gorodkin's R_K): (4*2 - (1*2 + 2*1)) / sqrt((16 - 6) * (16 - 6)) = 4 / 10.
# hostility: both positives (labels 2 and 4) are above both others. The order of the first two is the wrong way round:
# Spearman is 1 - 6*2 / (4*15) = 0.8. Quadratic kappa: 1 - 2 / 20.5, and 20.5 = (17 + 11 + 41 + 13) / 4 by chance.
run evaluate four.csv
expect_status 0
expect_stderr <<'END'
tenor evaluate: hostility: 4 statements of 4 documents are too few to tell much
tenor evaluate: tone: 4 statements of 4 documents are too few to tell much
END
expect test "$(head -n 1 "$out")" = head,group,n,auc,average_precision,spearman,pearson,mae,qwk,accuracy,macro_f1,mcc,ece,coverage,width
columns head group n auc average_precision spearman qwk accuracy
expect_bytes columns <<'END'
head,group,n,auc,average_precision,spearman,qwk,accuracy
hostility,all,4,1.0000,1.0000,0.8000,0.9024,0.5000
tone,all,4,,,,,0.5000
END
columns head macro_f1 mcc
expect_has columns 'tone,0.3333,0.4000'
ok 'AUC, precision, Spearman, kappa, accuracy, F1 and MCC are those found on paper'

columns mae
mae=$(sed -n 2p columns)
"$TENOR" score --prefix p_ four.csv >scored.csv
expect awk -F, -v mae="$mae" 'NR > 1 { error = 4 * $5 - $3; sum += error < 0 ? -error : error }
  END { off = sum / 4 - mae; exit !(off < 0.001 && off > -0.001) }' scored.csv
ok 'the mean error is that of the scores'

run evaluate --by where four.csv
expect_status 0
columns head group n accuracy
expect_bytes columns <<'END'
head,group,n,accuracy
hostility,all,4,0.5000
tone,all,4,0.5000
hostility,here,2,0.5000
tone,here,2,0.5000
hostility,there,2,0.5000
tone,there,2,0.5000
END
ok '--by gives the figures for each value, by name'

run evaluate --by place four.csv
expect_status 3
expect_stderr_has "four.csv:1: has no column 'place'; its columns are: text, tone, hostility, where"
ok '--by a column that is not there'

{ cat four.csv; echo ',neutral,0,here'; echo 'We thank you.,,,here'; } >gaps.csv
run evaluate gaps.csv
expect_status 1
expect_stderr_has 'gaps.csv:6: no text'
columns head n
expect_bytes columns <<'END'
head,n
hostility,4
tone,4
END
ok 'rows without text are told, labels that lack are passed over'

head -n 3 four.csv >first.csv
{ head -n 1 four.csv; sed -n '4,5p' four.csv; } >second.csv
run evaluate four.csv
cp "$out" whole
run evaluate first.csv second.csv
expect_status 0
expect_same whole "$out"
run evaluate -f jsonl -o figures.jsonl four.csv
expect_status 0
expect_stdout </dev/null
expect_lines 2 figures.jsonl
expect_has figures.jsonl '{"head":"tone","group":"all","n":4,"auc":null,'
ok 'several files count as one; -f and -o as in score'

run train -q --no-lexicon --c 0.5 --label hostility:regression -o own.tenor "$labelled"
run evaluate -m own.tenor four.csv
expect_status 0
columns head n auc accuracy
expect_bytes columns <<'END'
head,n,auc,accuracy
hostility,4,,
END
ok '-m: another model; what is not defined for its kind of head is empty'

# ---- tables -----------------------------------------------------------------------------------------------------------
# Two documents: a draw holds both, or one twice. Accuracy is half in each, so its interval has no width; a draw of
# tone within one document has one true label or one told, and so no MCC.
run evaluate -q --show figures --group where four.csv
expect_status 0
expect_stderr </dev/null
expect test "$(head -n 1 "$out")" = head,group,figure,value,lo,hi,best_constant,lexicon
grep -e ',auc' -e tone.*accuracy -e tone.*macro -e ,spearman -e tone.*mcc "$out" >figures
expect_bytes figures <<'END'
hostility,all,auc,1.0000,,,0.5000,0.7500
hostility,all,spearman,0.8000,-1.0000,1.0000,,0.7746
tone,all,accuracy,0.5000,0.5000,0.5000,0.5000,
tone,all,macro_f1,0.3333,0.3333,0.3333,0.2222,
tone,all,mcc,0.4000,,,,
END
run evaluate -q --show figures --group where --replicates 0 four.csv
grep ,spearman "$out" >figures
expect_bytes figures <<'END'
hostility,all,spearman,0.8000,,,,0.7746
END
ok '--show figures: all of them, with intervals over --group and baselines'

"$TENOR" evaluate -q --show figures --seed 1 "$labelled" >one
"$TENOR" evaluate -q --show figures "$labelled" >same
"$TENOR" evaluate -q --show figures --seed 2 "$labelled" >two
expect_same one same
expect_not cmp -s one two
ok 'the same seed gives the same intervals'

run evaluate -q --show classes four.csv
expect_status 0
grep -e ^head -e tone "$out" >classes
expect_bytes classes <<'END'
head,group,label,n,n_told,precision,recall,f1
tone,all,accusatory,0,0,,,
tone,all,conciliatory,1,0,,0.0000,0.0000
tone,all,defiant,0,0,,,
tone,all,demanding,0,1,0.0000,,0.0000
tone,all,neutral,0,0,,,
tone,all,supportive,1,2,0.5000,1.0000,0.6667
tone,all,threatening,2,1,1.0000,0.5000,0.6667
END
run evaluate -q --show confusion four.csv
grep -v ',0,[0-9.]*$' "$out" >confusion
expect_bytes confusion <<'END'
head,group,label,told,n,share
hostility,all,0,0,1,1.0000
hostility,all,1,0,1,1.0000
hostility,all,2,1,1,1.0000
hostility,all,4,4,1,1.0000
tone,all,conciliatory,supportive,1,1.0000
tone,all,supportive,supportive,1,1.0000
tone,all,threatening,demanding,1,0.5000
tone,all,threatening,threatening,1,0.5000
END
ok '--show classes and confusion: what each label is taken for'

# Wilson's interval of 0 of 2: 0 to z^2 / (2 + z^2) = 0.6576.
run evaluate -q --show reliability four.csv
expect_lines 21 "$out"
columns head from to n outcome lo hi
grep -e ^head -e 'hostility,0.0' -e 'hostility,0.1' columns >bins
expect_bytes bins <<'END'
head,from,to,n,outcome,lo,hi
hostility,0.0,0.1,2,0.0000,0.0000,0.6576
hostility,0.1,0.2,0,,,
END
run evaluate -q --show accuracy four.csv
expect_status 2
ok '--show reliability: what came true of each probability'

# ---- notes ------------------------------------------------------------------------------------------------------------
awk -F, -v OFS=, 'NR == 1 { print "text,tone" } NR > 1 && NF == 6 { print $6, NR % 7 ? "neutral" : "defiant" }' \
  "$labelled" >shuffled.csv
run evaluate shuffled.csv
expect_stderr_has 'tone: no better than saying the same of every statement: accuracy 0.1' 'that of the best constant 0.8' \
  'tone: probabilities are off by 0.' 'do not read them as shares'
run evaluate -q shuffled.csv
expect_stderr </dev/null
ok 'what to heed is said, unless -q'

# ---- errors -----------------------------------------------------------------------------------------------------------
run evaluate -q --errors worst.csv four.csv
expect_status 0
expect_lines 9 worst.csv
cut -d, -f1,3-6 worst.csv >errors
expect_bytes errors <<'END'
head,label,told,file,line
hostility,1,0.04,four.csv,3
hostility,2,1.37,four.csv,5
hostility,0,0.07,four.csv,2
hostility,4,3.99,four.csv,4
tone,threatening,demanding,four.csv,5
tone,conciliatory,supportive,four.csv,3
tone,supportive,supportive,four.csv,2
tone,threatening,threatening,four.csv,4
END
expect_has worst.csv 'We will destroy Korvath.,"""will destroy"" +'
"$TENOR" evaluate -q --errors worst.jsonl four.csv >"$out" 2>"$err"
expect_has worst.jsonl '"label":"1","told":"0.04","file":"four.csv","line":3,"text":"We welcome the peace with our friends.","reasons":"'
awk -F, 'NR == 1 { print "text,tone" } NF == 6 && NR > 1 { print $6 "," $4 }' "$labelled" >all.csv
run evaluate -q --errors worst.csv all.csv
expect_lines 101 worst.csv
ok '--errors: the hundred worst of each head, with what weighed most'

# ---- somebody else's scores -------------------------------------------------------------------------------------------
"$TENOR" score --prefix p_ four.csv >scored.csv
run evaluate -q --score-column p_hostility --label hostility scored.csv
expect_status 0
columns head n auc spearman mae accuracy
expect_bytes columns <<'END'
head,n,auc,spearman,mae,accuracy
hostility,4,1.0000,0.8000,,
END
run evaluate -q --score-column p_tone --label tone --show figures scored.csv
grep -e accuracy -e mcc "$out" | cut -d, -f1-4 >figures
expect_bytes figures <<'END'
tone,all,accuracy,0.5000
tone,all,mcc,0.4000
END
run evaluate --score-column p_tone --label hostility scored.csv
expect_status 3
expect_stderr_has "scored.csv:2: 'supportive' is no number in column 'p_tone'"
run evaluate --score-column vader --label hostility scored.csv
expect_status 3
expect_stderr_has "has no column of labels 'vader'"
for wrong in '--score-column p_tone' '--label tone' '--score-column p_tone --label tone --errors e.csv' \
  '--score-column p_tone --label tone -m x.tenor'; do
  # shellcheck disable=SC2086 # words
  run evaluate $wrong scored.csv
  expect_status 2
done
ok '--score-column compares a column with the labels'

# ---- the page ---------------------------------------------------------------------------------------------------------
run evaluate -q --by where --report page.html -o figures.csv four.csv
expect_status 0
expect_has page.html '<title>How good is the model that comes with tenor?</title>' '1000 draws, seed 1' \
  'id="head-0"' 'id="reliability-1"' 'id="confusion-1"' 'id="groups-0"' 'id="errors"' 'We will destroy Korvath.' \
  '4 statements of 4 documents are too few to tell much'
expect_not grep -q -e '<script' -e 'src=' -e 'href="http' page.html
expect test "$(grep -c '<table' page.html)" = 8
cp page.html first.html
run evaluate -q --by where --report page.html -o figures.csv four.csv
expect_same first.html page.html
sed 's/^We thank/<b>\&/' four.csv >tags.csv
run evaluate -q --report page.html tags.csv
expect_has page.html '&lt;b&gt;&amp; our friends.'
expect_not grep -q '<b>&' page.html
ok '--report: all of it as a page that stands by itself'

rm -f page.html worst.csv
run evaluate -q --report nowhere/page.html four.csv
expect_status 3
run evaluate -q --errors nowhere/worst.csv four.csv
expect_status 3
if [ -w /dev/full ]; then
  run evaluate -q --report /dev/full four.csv
  expect_status 3
  expect_stderr_has 'No space left on device'
  run evaluate -q --errors /dev/full four.csv
  expect_status 3
  expect_stderr_has 'No space left on device'
fi
ok 'pages and errors that cannot be written: status 3'

printf 'text,tone\nWe strike.,furious\n' >odd.csv
run evaluate odd.csv
expect_status 3
expect_stderr_has "odd.csv:2: 'furious' is no label of the model's head 'tone'"
printf 'text,mood\nWe strike.,bad\n' >none.csv
run evaluate none.csv
expect_status 3
expect_stderr_has 'none.csv: has no labels for any head of the model'
run evaluate
expect_status 2
run evaluate -m four.csv four.csv
expect_status 4
run evaluate nosuch.csv
expect_status 3
ok 'what it refuses'
done_testing
