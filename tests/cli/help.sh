#!/bin/sh
# SPDX-License-Identifier: Apache-2.0
# The program itself: help, suggestions, version, completions, the manual.
. "${TENOR_SOURCE:-$(dirname "$0")/../..}/tests/cli/tap.sh"

run
expect_status 2
expect_stdout </dev/null
expect_stderr_has 'usage: tenor COMMAND' '  score ' '  train '
cp "$err" general
ok 'without a command: the help on standard error, status 2'

for ask in --help -h help; do
  run $ask
  expect_status 0
  expect_same general "$out"
  expect_stderr </dev/null
done
ok '--help, -h and help: the same on standard output, status 0'

commands=$(sed -n '/^Commands:/,/^$/s/^  \([a-z]*\) .*/\1/p' general | grep -v '^help$')
expect test "$(echo "$commands" | wc -w)" -ge 6
for command in $commands; do
  run help "$command"
  expect_status 0
  expect_stderr </dev/null
  expect_stdout_has "usage: tenor $command" 'Options:' 'Exit status:' 'Examples:' '--help'
  expect_not grep -q '.\{81\}' "$out"
  cp "$out" one
  for ask in "$command --help" "$command -h" "--help $command"; do
    # shellcheck disable=SC2086 # words
    run $ask
    expect_status 0
    expect_same one "$out"
  done
done
ok 'help COMMAND, COMMAND --help and COMMAND -h: the same, in lines of 80 characters'

run score -m nosuch.tenor a b --help
expect_status 0
expect_stdout_has 'usage: tenor score'
run train --help
expect_status 0
ok 'where help is asked for, nothing else is done or needed'

run --version
expect_status 0
expect_lines 1 "$out"
expect grep -qE '^tenor [0-9]+\.[0-9]+\.[0-9]+$' "$out"
ok '--version'

# mistake WORDS MESSAGE: the words are a usage error with that message
mistake() {
  # shellcheck disable=SC2086 # words
  run $1
  expect_status 2
  expect_stdout </dev/null
  expect test "$(head -n 1 "$err")" = "$2"
  expect_stderr_has "try 'tenor "
}
mistake scroe "tenor: unknown command 'scroe'; did you mean 'score'?"
mistake evalute "tenor: unknown command 'evalute'; did you mean 'evaluate'?"
mistake xyzzy "tenor: unknown command 'xyzzy'"
mistake 'help scor' "tenor: unknown command 'scor'; did you mean 'score'?"
mistake --hlep "tenor: unknown option '--hlep'; did you mean '--help'?"
mistake -z "tenor: unknown option '-z'"
mistake 'score --treads 2' "tenor score: unknown option '--treads'; did you mean '--threads'?"
mistake 'score --modell x' "tenor score: unknown option '--modell'; did you mean '--model'?"
mistake 'model inf' "tenor model: unknown command 'inf'; did you mean 'info'?"
ok 'unknown commands and options, with what was probably meant'

mistake 'score --threads' 'tenor score: --threads needs a value: N'
mistake 'score --threads 0' "tenor score: --threads: '0' is out of range 1..256"
mistake 'score --threads two' "tenor score: --threads: 'two' is not a whole number"
mistake 'score --format xml' "tenor score: --format: 'xml' is not one of csv, tsv, jsonl, table"
mistake 'score --all=yes' "tenor score: --all takes no value, found 'yes'"
mistake 'score a b' "tenor score: 'b' is one file too many"
ok 'options without a value, out of range, of the wrong kind'

# ---- what the option tables make ----------------------------------------------------------------------------------------
for shell in bash zsh fish; do
  run --generate $shell
  expect_status 0
  expect_stderr </dev/null
  expect_stdout_has tenor score threads --generate
  for command in $commands; do expect_stdout_has "$command"; done
  if has_command $shell; then
    cp "$out" script
    expect $shell -n script
  fi
done
ok 'completions name every command, and their shells take them'

if has_command bash; then
  run --generate bash
  cat >complete.bash <<'END'
. "$1"
COMP_WORDS=(tenor score --thr) COMP_CWORD=2
COMPREPLY=()
_tenor 2>/dev/null
echo "${COMPREPLY[*]}"
END
  expect test "$(bash complete.bash "$out" | tr -d ' ')" = --threads
  ok 'bash completes an option'
fi

run --generate man
expect_status 0
expect grep -q '^\.TH TENOR 1 ' "$out"
for section in NAME SYNOPSIS COMMANDS 'tenor score' 'EXIT STATUS' ENVIRONMENT; do
  expect grep -q "^\.S[HS] .*$section" "$out"
done
expect_stdout_has TENOR_DATADIR
if has_command mandoc; then
  cp "$out" tenor.1
  expect mandoc -T lint -W error tenor.1
fi
ok 'the manual'

mistake '--generate pdf' "tenor: --generate makes bash, zsh, fish or man, not 'pdf'"
mistake --generate "tenor: --generate makes bash, zsh, fish or man, not ''"
ok 'nothing else can be generated'
done_testing
