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
expect_stderr </dev/null
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
