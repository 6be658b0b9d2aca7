#!/bin/sh
# SPDX-License-Identifier: Apache-2.0
# tenor score: which column is read, and which are written.
. "${TENOR_SOURCE:-$(dirname "$0")/../..}/tests/cli/fixture.sh"

header() { head -n 1 "$out"; }

# ---- the text column ----------------------------------------------------------------------------------------------
printf 'id,text\n1,We thank you.\n' >text.csv
run score text.csv
expect test "$(header)" = "id,text,$scores"
sed 1d "$out" | cut -d, -f3- >scored
for name in Text statement quote Sentence headline; do
  printf 'id,%s\n1,We thank you.\n' $name >named.csv
  run score named.csv
  expect_status 0
  expect test "$(sed 1d "$out" | cut -d, -f3-)" = "$(cat scored)"
done
ok 'the text column is found by its usual names, in capitals or not'

printf 'quote,text\nWe will destroy the harbour.,We thank you.\n' >two.csv
run score two.csv
expect test "$(sed 1d "$out" | cut -d, -f3-)" = "$(cat scored)"
run score --text-column quote two.csv
expect_status 0
expect_not test "$(sed 1d "$out" | cut -d, -f3-)" = "$(cat scored)"
ok 'of several the first of the usual names counts, unless --text-column says otherwise'

printf 'id,body\n1,We thank you.\n' >body.csv
run score body.csv
expect_status 3
expect_stdout </dev/null
expect_stderr <<'END'
tenor score: body.csv:1: has no text column (name it with --text-column); its columns are: id, body
END
ok 'without a text column the columns are listed'

run score --text-column Body body.csv
expect_status 0
expect test "$(sed 1d "$out" | cut -d, -f3-)" = "$(cat scored)"
run score --text-column speech body.csv
expect_status 3
expect_stderr <<'END'
tenor score: body.csv:1: has no column 'speech'; its columns are: id, body
END
ok '--text-column names it; if there is none of that name, the columns are listed'

# ---- the scored columns -------------------------------------------------------------------------------------------
run score --all text.csv
expect_status 0
expect test "$(header)" = "id,text,hostility,hostility_lo,hostility_hi,p_hostile,\
hostility:0,hostility:1,hostility:2,hostility:3,hostility:4,tone,p_tone,\
tone:accusatory,tone:conciliatory,tone:defiant,tone:demanding,tone:neutral,tone:supportive,tone:threatening,\
valence,valence_lo,valence_hi,coverage,rate:negation,rate:negative,rate:positive,rate:threat"
ok '--all adds the probability of each label and the rate of each category'

run score --prefix x_ text.csv
expect_status 0
expect test "$(header)" = "id,text,x_hostility,x_hostility_lo,x_hostility_hi,x_p_hostile,x_tone,x_p_tone,x_valence,x_coverage"
expect test "$(sed 1d "$out" | cut -d, -f3-)" = "$(cat scored)"
ok '--prefix changes the names only'

printf 'hostility,TONE,tenor_hostility,text\n3,neutral,2,We thank you.\n' >taken.csv
run score taken.csv
expect_status 0
expect test "$(header)" = "hostility,TONE,tenor_hostility,text,tenor_tenor_hostility,hostility_lo,hostility_hi,p_hostile,tenor_tone,p_tone,valence,coverage"
expect test "$(sed 1d "$out")" = "3,neutral,2,We thank you.,$(cat scored)"
expect_stderr <<'END'
tenor score: warning: the input has columns of the same names as scores; the scores' are prefixed with tenor_
END
ok 'columns of the input keep their names; scores of the same name give way, and that is said'

run score --prefix my_ taken.csv
expect_status 0
expect_stderr </dev/null
ok 'with a prefix nothing collides, and nothing is said'

printf '{"text":"We thank you.","tone":"x"}\n' >taken.jsonl
run score -f jsonl taken.jsonl
expect_status 0
expect_stdout_has '{"text":"We thank you.","tone":"x","hostility":' '"tenor_tone":"'
ok 'the same in jsonl, where a key must not stand twice'

# ---- lexicons -----------------------------------------------------------------------------------------------------
mkdir mine
printf '# category: threat\n# role: hostility\n# weights: 1 to 4\nthank~ you\t4\n' >mine/threat.tsv
run score --lexicon mine text.csv
expect_status 0
expect test "$(header)" = "id,text,$scores"
expect_not test "$(sed 1d "$out" | cut -d, -f3)" = "$(cut -d, -f1 scored)"
expect awk -F, -v before="$(cut -d, -f1 scored)" 'NR == 2 && $3 + 0 > before + 0.1 { more = 1 } END { exit !more }' "$out"
ok '--lexicon replaces a category of the same name, and the score follows'

printf '# category: greetings\n# role: rhetoric\n# weights: 1\nthank~\t1\n' >mine/greetings.tsv
rm mine/threat.tsv
run score --lexicon mine text.csv
expect_status 0
expect test "$(sed 1d "$out" | cut -d, -f3-)" = "$(cat scored)"
run score --all --lexicon mine text.csv
expect_stdout_has 'coverage,rate:greetings,rate:negation,'
expect test "$(sed 1d "$out" | rev | cut -d, -f5 | rev)" = 0.3333 # one word of three
ok 'a category that the model does not know changes no score; --all gives its rate'

run score --lexicon nowhere text.csv
expect_status 3
expect_stderr_has 'nowhere'
printf '# role: nonsense\nthank~\tmany\n' >mine/greetings.tsv
run score --lexicon mine text.csv
expect_status 4
expect_stderr_has 'mine/greetings.tsv:'
ok 'a lexicon that is not there is status 3, a broken one status 4, with its line'
done_testing
