#!/bin/sh
# SPDX-License-Identifier: Apache-2.0
# Whole outputs, number by number. When scores are meant to change, look at the difference that this test prints, and
# make the file anew: TENOR=build/tenor sh tests/cli/golden.sh --write
. "${TENOR_SOURCE:-$(dirname "$0")/../..}/tests/cli/fixture.sh"

run score "$cli/golden_statements.csv"
if [ "$1" = --write ]; then
  cp "$out" "$cli/golden_scores.csv"
  exit
fi
expect_status 1
expect_same "$cli/golden_scores.csv" "$out"
expect_stderr <<END
tenor score: warning: $cli/golden_statements.csv:8: no text
tenor score: warning: $cli/golden_statements.csv:9: no words to score
tenor score: 2 of 8 rows could not be scored
END
ok 'scores are those of golden_scores.csv'

run score --all "$cli/golden_statements.csv"
expect_status 1
if has_command python3; then
  expect python3 - "$out" "$cli/golden_scores.csv" <<'END'
import csv, sys
everything, plain = (list(csv.DictReader(open(path, encoding='utf-8'))) for path in sys.argv[1:])
for row, known in zip(everything, plain, strict=True):
    assert all(row[name] == known[name] for name in known), row
    if row['tone'] == '': continue
    for head in 'hostility', 'tone':
        total = sum(float(p) for name, p in row.items() if name.startswith(head + ':'))
        assert abs(total - 1) < 5e-4, (head, total)
    assert float(row['tone:' + row['tone']]) == float(row['p_tone'])
    assert abs(sum(i * float(row[f'hostility:{i}']) for i in range(5)) / 4 - float(row['hostility'])) < 3e-4
    assert abs(sum(float(row[f'hostility:{i}']) for i in range(2, 5)) - float(row['p_hostile'])) < 3e-4
    assert float(row['valence_lo']) <= float(row['valence']) <= float(row['valence_hi'])
END
  ok '--all: the same scores, and probabilities that add up'
fi
done_testing
