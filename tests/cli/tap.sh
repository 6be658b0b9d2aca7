# SPDX-License-Identifier: Apache-2.0
# What the scripts of this folder share: they source it, run tenor, state what they expect, and name the case.
#
#     run score statements.csv        # standard output to $out, standard error to $err
#     expect_status 0
#     expect_stdout_has 'threatening'
#     ok 'a file is scored'           # ends the case: one line of TAP
#     ...
#     done_testing                    # the plan; the script's status is 0 if all went well
#
# An expectation that is not met says what it saw and lets the case fail, and the script goes on. A script works in
# an empty folder of its own, in the C locale, with nothing on standard input and without TENOR_DATADIR.
# From outside come TENOR, the program, and TENOR_SOURCE, the root of the tree.

TENOR=$(command -v "${TENOR:-tenor}") && TENOR=$(cd "$(dirname "$TENOR")" && pwd)/${TENOR##*/} ||
  { echo "Bail out! no program '${TENOR:-tenor}'; set TENOR"; exit 1; }
TENOR_SOURCE=$(cd "${TENOR_SOURCE:-$(dirname "$0")/../..}" && pwd) || exit 1
cli=$TENOR_SOURCE/tests/cli
unset TENOR_DATADIR NO_COLOR
export TENOR LC_ALL=C
# What a sanitizer finds must not pass for an exit status of tenor.
export ASAN_OPTIONS="${ASAN_OPTIONS:+$ASAN_OPTIONS:}exitcode=99"
export UBSAN_OPTIONS="${UBSAN_OPTIONS:+$UBSAN_OPTIONS:}halt_on_error=1:exitcode=98"

tap=$(mktemp -d) || exit 1
trap 'rm -rf "$tap"' EXIT
trap 'exit 1' HUP INT TERM
out=$tap/out err=$tap/err
mkdir "$tap/here" && cd "$tap/here" || exit 1
exec </dev/null
tap_n=0 tap_failed=0 tap_notes=$tap/notes
: >"$tap_notes"

tap_note() { printf '%s\n' "$*" >>"$tap_notes"; }

# run ARGUMENT...: runs tenor
run() {
  tap_command="tenor $*"
  "$TENOR" "$@" >"$out" 2>"$err"
  status=$?
  if grep -q -e 'ERROR: [A-Za-z]*Sanitizer' -e 'runtime error:' "$err"; then
    tap_note "$tap_command: a sanitizer complains"
    cat "$err" >>"$tap_notes"
  fi
}

# expect COMMAND...: the command must succeed
expect() { "$@" || tap_note "failed: $*"; }

expect_not() { ! "$@" || tap_note "should have failed: $*"; }

expect_status() {
  [ "$status" -eq "$1" ] && return
  tap_note "$tap_command: exit status $status, expected $1"
  head -c 2000 "$err" >>"$tap_notes"
}

# expect_same EXPECTED SEEN: files with the same bytes
expect_same() {
  cmp -s "$1" "$2" && return
  tap_note "after $tap_command: ${2##*/} is not as expected:"
  diff "$1" "$2" 2>&1 | head -n 20 >>"$tap_notes"
}

# expect_bytes FILE: exactly what comes on standard input
expect_bytes() {
  cat >"$tap/wanted"
  expect_same "$tap/wanted" "$1"
}

expect_stdout() { expect_bytes "$out"; }
expect_stderr() { expect_bytes "$err"; }

# expect_has FILE TEXT...: each text stands in a line of the file
expect_has() {
  tap_file=$1
  shift
  for tap_text; do
    grep -qF -e "$tap_text" "$tap_file" && continue
    tap_note "after $tap_command: no '$tap_text' in ${tap_file##*/}:"
    head -c 2000 "$tap_file" >>"$tap_notes"
  done
}

expect_stdout_has() { expect_has "$out" "$@"; }
expect_stderr_has() { expect_has "$err" "$@"; }

# expect_lines N FILE
expect_lines() {
  tap_lines=$(wc -l <"$2")
  [ "$tap_lines" -eq "$1" ] || tap_note "after $tap_command: ${2##*/} has $tap_lines lines, expected $1"
}

# expect_empty_folder: nothing was left here
expect_empty_folder() {
  [ -z "$(ls -A .)" ] || tap_note "after $tap_command: left behind: $(ls -A .)"
}

# ok NAME: ends a case
ok() {
  tap_n=$((tap_n + 1))
  if [ -s "$tap_notes" ]; then
    tap_failed=1
    echo "not ok $tap_n - $1"
    sed 's/^/# /' "$tap_notes"
    : >"$tap_notes"
  else
    echo "ok $tap_n - $1"
  fi
}

# skip NAME WHY
skip() {
  tap_n=$((tap_n + 1))
  : >"$tap_notes"
  echo "ok $tap_n - $1 # SKIP $2"
}

has_command() { command -v "$1" >/dev/null 2>&1; }

done_testing() {
  echo "1..$tap_n"
  exit $tap_failed
}
