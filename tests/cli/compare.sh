#!/bin/sh
# SPDX-License-Identifier: Apache-2.0
# tenor compare: rows to groups, pairs, periods, targets and words. What can be worked out on paper is compared to the
# digit; intervals and tests are the engine's business and are only looked at for sense.
. "${TENOR_SOURCE:-$(dirname "$0")/../..}/tests/cli/fixture.sh"

# columns NAME...: those columns of the csv in $out
columns() {
  awk -F, -v wanted="$*" 'NR == 1 { for (i = 1; i <= NF; i++) place[$i] = i; n = split(wanted, name, " ") }
    { for (i = 1; i <= n; i++) printf "%s%s", $place[name[i]], i < n ? "," : "\n" }' "$out" >columns
}

# Scored already. The third and the fifth row of Asha are one statement in two translations.
cat >scored.csv <<'END'
id,document,speaker,date,target,text,hostility,p_hostile,tone,valence,coverage
1,d1,Asha,2023-11-02,KOR,We will answer every shot with ten.,0.8,0.9,threatening,-0.8,1
2,d1,Asha,2023-11-02,USA; KOR,They are liars and thieves.,0.6,0.7,accusatory,-0.6,1
3,d2,Asha,2024-01-15,USA,The generals of the south must understand that every rocket they fire at our ports will be answered within the hour.,0.9,0.95,threatening,-0.7,0.9
4,d2,Bela,2024-01-15,,We hope that the talks will go on.,0.1,0.05,conciliatory,0.5,1
5,d3,Asha,2024-02-01,USA,The generals of the south should understand that each rocket they fire at our ports will be answered within an hour.,0.7,0.8,demanding,-0.6,0.9
6,d3,Bela,2024-02-01,PRK,They must end this blockade.,0.3,0.4,demanding,-0.3,1
7,d3,,2024-02-01,,Somebody said something.,0.5,0.5,neutral,0,1
8,d4,Bela,2025-03,PRK,Nobody wants this war.,0.2,0.1,conciliatory,0.1,1
9,d4,Chau,2025-03,,The harvest was good.,0,0.01,neutral,0.4,0.8
END

run compare scored.csv
expect_status 0
expect_stderr <<'END'
tenor compare: 1 statement repeats an earlier one of its speaker and was counted with it
tenor compare: 1 row has no value in the columns of --by and was left out
tenor compare: 3 groups speak in few documents: their intervals are rough
tenor compare: 1 group has most of its statements in one document
END
expect test "$(head -n 1 "$out")" = speaker,head,n_statements,n_documents,mean,mean_lo,mean_hi,share_hostile,share_lo,share_hi,coverage,median,warnings
columns speaker head n_statements n_documents mean share_hostile coverage median
expect_bytes columns <<'END'
speaker,head,n_statements,n_documents,mean,share_hostile,coverage,median
Asha,hostility,3,2,0.7667,1.0000,0.9667,0.8000
Bela,hostility,3,3,0.2000,0.0000,1.0000,0.2000
Chau,hostility,1,1,0.0000,0.0000,0.8000,0.0000
END
ok 'groups: counts, means, shares, coverage and medians are those found on paper; a repeat counts once'

columns mean_lo mean mean_hi
expect awk -F, 'NR > 1 && $1 != "" && !($1 <= $2 && $2 <= $3) { bad = 1 } END { exit bad }' columns
expect awk -F, 'NR == 4 && $1 $3 != "" { bad = 1 } END { exit bad }' columns
ok 'intervals hold their means; one document gives none'

run compare --count-repeats scored.csv
columns speaker n_statements n_documents mean
expect_has columns 'Asha,4,3,0.7500'
expect_not grep -q repeats "$err"
ok '--count-repeats'

run compare -q --head valence scored.csv
columns speaker head mean share_hostile
expect_stderr </dev/null
expect_bytes columns <<'END'
speaker,head,mean,share_hostile
Chau,valence,0.4000,
Bela,valence,0.1000,
Asha,valence,-0.7000,
END
ok '--head valence'

run compare -q --head tone:threatening --all scored.csv
columns speaker head mean share_threatening share_accusatory share_conciliatory
expect_bytes columns <<'END'
speaker,head,mean,share_threatening,share_accusatory,share_conciliatory
Asha,tone:threatening,0.6667,0.6667,0.3333,0.0000
Bela,tone:threatening,0.0000,0.0000,0.0000,0.6667
Chau,tone:threatening,0.0000,0.0000,0.0000,0.0000
END
ok '--head tone:threatening is a share; --all adds the profile'

run compare -q --by speaker,year scored.csv
columns speaker year n_statements mean
expect_bytes columns <<'END'
speaker,year,n_statements,mean
Asha,2024,1,0.9000
Asha,2023,2,0.7000
Bela,2024,2,0.2000
Bela,2025,1,0.2000
Chau,2025,1,0.0000
END
run compare -q --by document --min-n 2 scored.csv
columns document n_statements
expect_bytes columns <<'END'
document,n_statements
d1,2
d2,2
d3,3
d4,2
END
ok '--by of several columns, the year of a date, and --min-n'

run compare -q --where 'speaker=Asha,Bela date>=2024 target!=PRK' scored.csv
columns speaker n_statements mean
expect_bytes columns <<'END'
speaker,n_statements,mean
Asha,1,0.9000
Bela,1,0.1000
END
ok '--where'

run compare -q --pairs scored.csv
expect test "$(head -n 1 "$out")" = a,b,diff,diff_lo,diff_hi,cliffs_delta,p,p_holm,p_bh
columns a b diff cliffs_delta
expect_bytes columns <<'END'
a,b,diff,cliffs_delta
Asha,Bela,0.5667,1.0000
Asha,Chau,0.7667,1.0000
Bela,Chau,0.2000,1.0000
END
columns p p_holm p_bh
expect awk -F, 'NR > 1 && $1 != "" && !($1 > 0 && $1 <= $3 && $3 <= $2 && $2 <= 1) { bad = 1 } END { exit bad }' columns
run compare -q --baseline Bela scored.csv
columns a b diff
expect_bytes columns <<'END'
a,b,diff
Asha,Bela,0.5667
Chau,Bela,-0.2000
END
ok '--pairs and --baseline: differences and Cliff'\''s delta'

run compare -q --trend year scored.csv
expect test "$(head -n 1 "$out")" = speaker,head,period,n_statements,n_documents,mean,mean_lo,mean_hi,p_change
columns speaker period n_statements mean
expect_bytes columns <<'END'
speaker,period,n_statements,mean
Asha,2023,2,0.7000
Asha,2024,1,0.9000
Bela,2024,2,0.2000
Bela,2025,1,0.2000
Chau,2025,1,0.0000
END
run compare -q --trend rolling:2y --where speaker=Bela scored.csv
columns period n_statements mean
expect_bytes columns <<'END'
period,n_statements,mean
2025,3,0.2000
END
run compare -q --trend quarter --where speaker=Asha scored.csv
columns period n_statements
expect_bytes columns <<'END'
period,n_statements
2023 Q4,2
2024 Q1,1
END
ok '--trend: years, quarters, a rolling window'

run compare -q --targets scored.csv
columns speaker target n_statements mean
expect_bytes columns <<'END'
speaker,target,n_statements,mean
Asha,KOR,2,0.7000
Asha,USA,2,0.7500
Bela,PRK,2,0.2500
END
ok '--targets: a statement at two targets counts for both'

run compare -q --words 2 scored.csv
columns speaker word n n_rest
expect_bytes columns <<'END'
speaker,word,n,n_rest
Asha,answer,2,0
Asha,every,2,0
Bela,this,2,0
Bela,blockade,1,0
Chau,good,1,0
Chau,harvest,1,0
END
ok '--words'

run compare -q -f jsonl --where speaker=Chau scored.csv
expect_stdout <<'END'
{"speaker":"Chau","head":"hostility","n_statements":1,"n_documents":1,"mean":0.0000,"mean_lo":null,"mean_hi":null,"share_hostile":0.0000,"share_lo":null,"share_hi":null,"coverage":0.8000,"median":0.0000,"warnings":"few documents; one document"}
END
run compare -f table --trend year --targets --words 1 scored.csv
expect_status 0
expect_stdout_has 'Mean hostility by speaker: 7 statements in 4 documents' '2023 to 2025:' 'to USA' '0.75 (2)' \
  'Words that set them apart:' 'Asha: answer' '1 statement repeats an earlier one of its speaker' 'alike'
expect_stderr </dev/null
ok 'jsonl, and the screen'

# ---- statements that are not scored yet, several files, threads ----
cat >raw.csv <<'END'
speaker,document,text
Asha,d1,We will destroy Korvath.
Asha,d2,Korvath must withdraw its troops at once.
Bela,d1,We thank our friends.
Bela,d2,We welcome the peace with our friends.
END
run compare -q raw.csv
expect_status 0
cp "$out" from_raw
columns speaker n_statements n_documents
expect_bytes columns <<'END'
speaker,n_statements,n_documents
Asha,2,2
Bela,2,2
END
"$TENOR" score raw.csv >raw_scored.csv
run compare -q raw_scored.csv
expect_same from_raw "$out"
run compare -q <raw_scored.csv
expect_same from_raw "$out"
{ head -n 1 raw.csv; sed -n '2p;5p' raw.csv; } >part1.csv
{ head -n 1 raw.csv; sed -n '3p;4p' raw.csv; } >part2.csv
run compare -q --threads 1 part1.csv part2.csv
expect_same from_raw "$out"
ok 'raw statements, scored ones, standard input and several files give the same'

# ---- shards ----
run compare -q --targets --trend year --save-stats whole.stats scored.csv
cp "$out" groups
run compare -q --pairs scored.csv
cp "$out" pairs
{ sed -n '1,4p' scored.csv; sed -n 6p scored.csv; } >shard1.csv
{ head -n 1 scored.csv; sed -n '5p;7,$p' scored.csv; } >shard2.csv
for shard in 1 2; do
  run compare -q --targets --trend year --save-stats "$shard.stats" "shard$shard.csv"
  expect_status 0
done
run compare -q --merge --pairs 1.stats 2.stats
expect_status 0
expect_same pairs "$out"
run compare -q --merge 1.stats 2.stats
expect_same groups "$out"
run compare -q --merge --save-stats merged.stats 2.stats 1.stats
expect_same whole.stats merged.stats
ok '--merge of shards gives what one run gives, to the byte'

head -c 200 whole.stats >cut.stats
for bad in cut.stats scored.csv; do
  run compare --merge "$bad"
  expect_status 3
  expect_stderr_has "$bad: "
done
run compare --merge --head valence whole.stats
expect_status 3
expect_stderr_has 'whole.stats: has statistics of'
run compare --merge whole.stats --where speaker=Asha
expect_status 2
expect_stderr_has '--merge: what is saved can no longer be changed with --where'
run compare --merge
expect_status 2
ok 'statistics that are broken, or of something else'

# ---- labels by hand ----
awk 'BEGIN { print "id,document,speaker,text,hostility"
  for (i = 0; i < 60; i++) printf "%d,d%d,%s,statement %d of the series number %d,%.2f\n", i, int(i / 3), i % 2 ? "Asha" : "Bela", i, i * i, 0.2 + (i % 5) / 20 }' >many.csv
awk -F, 'NR == 1 { print "id,hostility" } NR > 1 && NR % 2 == 0 || NR > 1 && NR % 3 == 0 { print $1 "," ($5 > 0.3 ? 4 : 2) }' many.csv >gold.csv
run compare -q --gold gold.csv many.csv
expect_status 0
columns speaker n_statements mean
expect awk -F, 'NR > 1 && $3 < 0.5 { bad = 1 } END { exit bad }' columns
run compare -q many.csv
columns mean
expect awk -F, 'NR > 1 && $1 > 0.4 { bad = 1 } END { exit bad }' columns
{ echo id,hostility; echo nobody,3; } >stranger.csv
run compare --gold stranger.csv many.csv
expect_stderr_has 'stranger.csv: 1 labels belong to no statement counted'
printf 'id,hostility\n1,9\n' >off.csv
run compare --gold off.csv many.csv
expect_status 3
expect_stderr_has 'off.csv:2: has no label of the head'
printf 'id,hostility\n1,2\n1,2\n' >twice.csv
run compare --gold twice.csv many.csv
expect_status 3
expect_stderr_has 'twice.csv:3: has an id that stands in another row'
run compare --gold gold.csv --id nosuch many.csv
expect_status 3
expect_stderr_has "gold.csv:1: has no column 'nosuch'"
ok '--gold moves the means towards the labels, and says what is wrong with them'

# ---- what it refuses ----
run compare --by nosuch scored.csv
expect_status 3
expect_stderr_has "scored.csv:1: has no column 'nosuch'; its columns are: id, document, speaker"
run compare --where nosuch=1 scored.csv
expect_status 3
expect_stderr_has "has no column 'nosuch'"
run compare --where 'speaker' scored.csv
expect_status 2
expect_stderr_has "--where: 'speaker' must be clauses such as"
run compare --head anger scored.csv
expect_status 2
expect_stderr_has "--head: the model has no head 'anger'"
run compare --head tone:furious scored.csv
expect_status 2
expect_stderr_has "--head: 'furious' is no label of 'tone'"
run compare --head tone scored.csv
expect_status 2
run compare --trend week scored.csv
expect_status 2
expect_stderr_has "--trend: 'week' is no stretch of time"
run compare --baseline Nobody scored.csv
expect_status 2
expect_stderr_has "--baseline: there is no group 'Nobody'"
run compare --trend year raw.csv
expect_status 3
expect_stderr_has "raw.csv:1: has no column 'date'"
run compare nosuch.csv
expect_status 3
run compare -m scored.csv scored.csv
expect_status 4
ok 'columns, clauses, heads, periods and files that are not there'

printf 'speaker,text,hostility\nAsha,one,0.5\nAsha,two,\nAsha,three,7\nAsha,four,x\nAsha,five\n' >bad.csv
run compare -q bad.csv
expect_status 1
expect_stderr <<'END'
tenor compare: warning: bad.csv:3: has no score
tenor compare: warning: bad.csv:4: has a score that is no number on the scale of the head
tenor compare: warning: bad.csv:5: has a score that is no number on the scale of the head
tenor compare: warning: bad.csv:6: expected 3 fields, found 2
END
columns speaker n_statements mean share_hostile
expect_bytes columns <<'END'
speaker,n_statements,mean,share_hostile
Asha,1,0.5000,
END
printf 'speaker,text,hostility\n' >empty.csv
run compare empty.csv
expect_status 0
expect_stderr_has 'there is nothing to compare'
printf 'speaker,hostility\nAsha,0.5\nBela,0.25\n' >textless.csv
run compare -q textless.csv
expect_status 0
columns speaker mean
expect_has columns 'Asha,0.5000' 'Bela,0.2500'
run compare -q -f table textless.csv
expect_stdout_has 'Mean hostility by speaker: 2 statements, each taken to be independent'
cat >gaps.jsonl <<'END'
{"speaker":"A","document":"d","date":"2024","target":"X; ;Y;","text":"We will attack.","hostility":0.5,"tone":"odd"}
{"speaker":"A","document":null,"date":null,"text":null,"hostility":0.25,"tone":null}
{"speaker":"B","date":"soon","target":"","hostility":0.125}
END
run compare -f table --trend year --targets gaps.jsonl
expect_status 0
expect_stdout_has '3 statements in 3 documents' 'to X' 'to Y' '2 statements have no date as exact as --trend needs'
expect_stderr <<'END'
tenor compare: warning: 1 statements have a tone that the model does not know; which one scored them is said with --model
END
ok 'bad rows are told and left out; scores need no text, and no cell but the score and the group is needed'

if [ -c /dev/full ]; then
  "$TENOR" compare -q scored.csv >/dev/full 2>"$err"
  status=$?
  expect_status 3
  "$TENOR" compare -q -f table scored.csv >/dev/full 2>"$err"
  status=$?
  expect_status 3
  run compare -q --save-stats /dev/full scored.csv
  expect_status 3
  run compare -q --save-stats nowhere/x.stats scored.csv
  expect_status 3
  ok 'a full disk'
else
  skip 'a full disk' 'there is no /dev/full'
fi

# ---- repeats as a column of score ----
run score --duplicates scored.csv
expect_status 0
columns id cluster
expect_bytes columns <<'END'
id,cluster
1,1
2,2
3,3
4,4
5,3
6,6
7,7
8,8
9,9
END
expect_stderr_has '1 of 9 statements repeat an earlier one of their speaker'
run score --duplicates -q -f jsonl <<'END'
{"text":"No."}
{"text":""}
{"text":"No!"}
{"cluster":"taken","text":"Yes."}
END
expect_status 1
expect_stdout_has '{"text":"No.",' '"tenor_cluster":1' '"tenor_cluster":null' '"cluster":"taken","text":"Yes."'
expect test "$(grep -c '"tenor_cluster":1' "$out")" -eq 2
ok 'score --duplicates: the number of the first row that said it'
done_testing
