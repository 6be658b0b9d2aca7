#!/bin/sh
# SPDX-License-Identifier: Apache-2.0
# Where tenor finds its data, and what must make no difference: the folder it is called from, the locale.
. "${TENOR_SOURCE:-$(dirname "$0")/../..}/tests/cli/fixture.sh"
printf 'id,text\n1,We thank you.\n2,caf\303\251 \304\260stanbul STRASSE.\n' >in.csv

# ---- data -----------------------------------------------------------------------------------------------------------
run score in.csv
cp "$out" expected
run score -m "$model" in.csv
expect_same expected "$out"
ok 'the model is found through TENOR_DATADIR'

export TENOR_DATADIR="$tap/here"
run score in.csv
expect_status 3
expect_stdout </dev/null
expect_stderr <<END
tenor score: $tap/here/models/rhetoric-en.tenor: is not there, though TENOR_DATADIR says so
END
run train in.csv --label id -o new.tenor
expect_status 3
expect_stderr_has "$tap/here/lexicons/en/positive.tsv: is not there, though TENOR_DATADIR says so"
run score -m "$model" in.csv
expect_status 0
ok 'what is not there is told with its whole path; with -m nothing is looked for'

unset TENOR_DATADIR
if [ -r "$(dirname "$TENOR")/models/rhetoric-en.tenor" ]; then
  for folder in / "$tap" "$(dirname "$TENOR")"; do
    tap_command="tenor score, called from $folder"
    (cd "$folder" && "$TENOR" score "$tap/here/in.csv") >"$out" 2>"$err"
    status=$?
    expect_status 0
    expect_lines 3 "$out"
  done
  ln -s "$TENOR" linked
  tap_command='tenor score, through a link'
  ./linked score in.csv >"$out" 2>"$err"
  status=$?
  expect_status 0
  PATH=$(dirname "$TENOR"):$PATH
  tap_command='tenor score, found in PATH'
  tenor score in.csv >"$out" 2>"$err"
  status=$?
  expect_status 0
  ok 'the model beside the program is found from any folder, through a link and in PATH'
else
  skip 'the model beside the program' 'this program is not in a build folder'
fi

# ---- the locale -------------------------------------------------------------------------------------------------------
n=0
for locale in C C.UTF-8 de_DE.UTF-8 tr_TR.UTF-8 fr_FR.ISO-8859-1; do
  if [ $locale != C ] && ! locale -a 2>/dev/null | tr -d - | grep -qix "$(echo $locale | tr -d -)"; then continue; fi
  for format in csv jsonl table; do
    LC_ALL=C "$TENOR" score -m "$model" --all -f $format in.csv >expected 2>/dev/null
    tap_command="LC_ALL=$locale tenor score -f $format"
    LC_ALL=$locale "$TENOR" score -m "$model" --all -f $format in.csv >"$out" 2>"$err"
    expect_same expected "$out"
  done
  LC_ALL=$locale "$TENOR" train -q --c 0.5 --no-lexicon --label hostility "$labelled" -o $locale.tenor >/dev/null 2>&1
  expect cmp C.tenor $locale.tenor
  n=$((n + 1))
done
ok "the same bytes in $n locales"
case $(locale -a 2>/dev/null) in
*de_DE*) ;;
*) skip 'a locale with a decimal comma' 'de_DE.UTF-8 is not installed' ;;
esac
done_testing
