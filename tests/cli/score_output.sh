#!/bin/sh
# SPDX-License-Identifier: Apache-2.0
# tenor score: where results go, in which order, and what is left when it fails.
. "${TENOR_SOURCE:-$(dirname "$0")/../..}/tests/cli/fixture.sh"
input=$tap/input
mkdir "$input"

# ---- order and threads ----------------------------------------------------------------------------------------------
awk 'BEGIN {
  print "id,text"
  for (i = 1; i <= 10000; i++)
    print i (i % 1000 ? ",We will strike harbour " i % 97 " and thank friend " i % 89 "." : "")
}' >"$input/many.csv"
run score --threads 1 "$input/many.csv"
expect_status 1
expect_lines 10001 "$out"
cut -d, -f1 "$input/many.csv" >ids
cut -d, -f1 "$out" >seen
expect_same ids seen
expect test "$(grep -c "^[0-9]*000,,$blank" "$out")" -eq 10
expect_stderr_has 'many.csv:1001: expected 2 fields, found 1' 'many.csv:10001: ' '10 of 10000 rows could not be scored'
cp "$out" one
cp "$err" one.err
ok 'ten thousand rows: one row out for each row in, in the same order'

for threads in 2 3; do
  run score --threads $threads "$input/many.csv"
  expect_status 1
  expect_same one "$out"
  expect_same one.err "$err"
done
run score "$input/many.csv"
expect_same one "$out"
ok 'the number of threads changes no byte, neither of the scores nor of the warnings'

run score -f table "$input/many.csv"
cp "$out" one
run score -f table --threads 1 "$input/many.csv"
expect_same one "$out"
rm -f one one.err ids seen
ok 'nor of a table'

# ---- -o -------------------------------------------------------------------------------------------------------------
printf 'id,text\n1,We thank you.\n2,We strike.\n' >"$input/good.csv"
printf 'id,text\n1,We thank you.\n2\n3,We strike.\n' >"$input/bad.csv"

run score "$input/good.csv"
cp "$out" "$input/expected"
run score -o scored.csv "$input/good.csv"
expect_status 0
expect_stdout </dev/null
expect_same "$input/expected" scored.csv
expect test "$(ls -A)" = scored.csv
ok '-o writes the file and nothing beside it'

echo old >scored.csv
chmod 640 scored.csv
run score -o scored.csv "$input/good.csv"
expect_same "$input/expected" scored.csv
expect test "$(ls -l scored.csv | cut -c1-10)" = -rw-r-----
ok 'a file that was there is replaced and keeps its permissions'

cp "$input/good.csv" same.csv
run score -o same.csv same.csv
expect_status 0
expect_same "$input/expected" same.csv
ok 'the input may be the output: it is read before it is replaced'

rm -f scored.csv same.csv
for command in 'nosuch.csv' '--text-column nosuch good.csv' '-m good.csv good.csv' '--on-error fail bad.csv'; do
  tap_command="tenor score -o new.csv $command"
  # shellcheck disable=SC2086 # words
  (cd "$input" && "$TENOR" score -o "$tap/here/new.csv" $command) >"$out" 2>"$err"
  status=$?
  expect test $status -ne 0
  expect_empty_folder
done
ok 'after a failure there is no file, not even half of one'

echo old >old.csv
run score --on-error fail -o old.csv "$input/bad.csv"
expect_status 1
expect test "$(cat old.csv)" = old
expect test "$(ls -A)" = old.csv
rm old.csv
ok 'and what was there before is still there'

run score -o nowhere/new.csv "$input/good.csv"
expect_status 3
expect_stderr_has 'nowhere/new.csv' 'No such file or directory'
run score -o . "$input/good.csv"
expect_status 3
expect_empty_folder
ok 'a folder that is not there, and a folder instead of a file: status 3'

# ---- --on-error -----------------------------------------------------------------------------------------------------
run score "$input/bad.csv"
expect_status 1
expect_lines 4 "$out"
expect_stdout_has "2,,$blank"
expect_stderr <<END
tenor score: warning: $input/bad.csv:3: expected 2 fields, found 1
tenor score: 1 of 3 rows could not be scored
END
run score --on-error keep "$input/bad.csv"
expect_status 1
expect_lines 4 "$out"
ok 'a bad row is told with its line, and kept with empty scores'

run score --on-error fail "$input/bad.csv"
expect_status 1
expect_lines 2 "$out"
expect_stderr_has "bad.csv:3: expected 2 fields, found 1"
ok '--on-error fail stops at the first'

run score -q "$input/bad.csv"
expect_status 1
expect_stderr_has "bad.csv:3: expected 2 fields, found 1"
ok '-q silences progress, never what is wrong'

# ---- what cannot be written -----------------------------------------------------------------------------------------
if [ -w /dev/full ]; then
  for command in "score $input/good.csv" "score -f table $input/good.csv" "score $input/many.csv" \
    "score -o /dev/full $input/good.csv" "evaluate $labelled" "evaluate -o /dev/full $labelled" \
    'model info' 'model verify' 'lexicon list' 'explain hello' 'help' '--version' '--generate man'; do
    tap_command="tenor $command >/dev/full"
    # shellcheck disable=SC2086 # words
    "$TENOR" $command >/dev/full 2>"$err"
    status=$?
    expect_status 3
    expect_stderr_has 'No space left on device'
  done
  ok 'a full disk is status 3 and said, whatever the command'
else
  skip 'a full disk' 'there is no /dev/full'
fi

for threads in 1 2; do
  tap_command='tenor score | head -n 1'
  { "$TENOR" score --threads $threads -f csv "$input/many.csv" 2>"$err"; echo $? >status; } | head -n 1 >"$out"
  status=$(cat status)
  expect_status 3
  expect_lines 1 "$out"
  expect_stderr_has 'standard output: cannot write: Broken pipe'
done
ok 'a closed pipe ends it with a message, not with a signal'

if [ "$(id -u)" -eq 0 ]; then
  skip 'a file that must not be read' 'root may read everything'
else
  cp "$input/good.csv" secret.csv
  chmod 0 secret.csv
  run score secret.csv
  expect_status 3
  expect_stderr_has 'secret.csv' 'Permission denied'
  ok 'a file that must not be read is status 3'
fi
done_testing
