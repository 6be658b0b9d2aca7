#!/bin/sh
# SPDX-License-Identifier: Apache-2.0
# tenor compare --report and --plot: what a page says, and that files are whole or not there. How pages look is tested
# in a browser (tests/page).
. "${TENOR_SOURCE:-$(dirname "$0")/../..}/tests/cli/fixture.sh"

# Scored rows: Ana is far above Ben, and Cleo has one document only.
{
  echo 'speaker,document,date,target,text,hostility,tone,coverage'
  for k in 1 2 3 4 5 6 7 8 9 10 11 12; do
    echo "Ana,a$k,$((2000 + k)),Hestland,They lied in hall $k,0.7$((k % 5)),accusatory,0.9"
    echo "\"Ben <b>& \"\"co\"\"\",b$k,$((2000 + k)),Hestland,We thank hall $k,0.1$((k % 3)),supportive,0.8"
  done
  echo 'Cleo,c1,2001,,Hello,0.9,neutral,0.9'
} >rows.csv

# lead PAGE: the headline, without its tags
lead() { sed -n 's/<p class="lead">\(.*\)<\/p>/\1/p' "$1" | sed 's/<[^>]*>//g'; }

run compare rows.csv --report page.html --count-repeats -o out.csv
expect_status 0
lead page.html >lead
cat >wanted <<'TEXT'
The 12 statements of Ana are the most hostile: mean 0.72 (95 % interval 0.71 to 0.73). Next is Ben &lt;b&gt;&amp; &quot;co&quot; with 0.11; a difference of 0.61, which chance alone would rarely make (p &lt; 0.001, corrected for 3 pairs). Cleo stands higher, at 0.90, but on too few documents to say how sure that is. 
TEXT
expect_same wanted lead
ok 'the headline ranks those with an interval, and says who has none'

expect_has page.html 'default-src &#39;none&#39;' '<li>one document: Cleo</li>' 'id="targets-chart"' 'id="trend-chart-1"' \
  'download="groups.csv"' 'rows.csv: 25 rows' 'seed 1' \
  'download="pairs.csv"' 'permutation of documents'
expect_not grep -q '<b>' page.html
ok 'the page has charts, cautions, method and data, and names cannot break out'

run compare rows.csv --report again.html --count-repeats -o out.csv --threads 2
expect_same page.html again.html
ok 'the same bytes each time, for any number of threads'

run compare rows.csv --report tone.html --head tone:accusatory --count-repeats -o out.csv
expect_status 0
lead tone.html >lead
expect_has lead 'The highest share of accusatory is that of the 12 statements of Ana: 1.00'
ok 'a head without adjectives'

grep -e speaker -e Cleo rows.csv >one.csv
run compare one.csv --report one.html -o out.csv
expect_status 0
lead one.html >lead
expect_has lead 'too few documents to say how sure any of these means is'
ok 'nobody is first without an interval'

head -n 1 rows.csv >none.csv
run compare none.csv --report none.html --plot none.svg -o out.csv
lead none.html >lead
expect_has lead 'There is nothing to compare'
expect_has none.svg 'nothing to show'
ok 'no rows make a page that says so'

run compare --report page2.html -o out.csv <<'TEXT'
speaker,document,text
Ana,a,We will attack and destroy them.
Ana,b,We thank you for peace.
Ben,c,We thank you for your help.
TEXT
expect_status 0
expect_has page2.html 'class="shaded"' '<mark class="u s' '<h4>Most hostile</h4>' 'Lexicon</dt><dd> <code>'
ok 'raw statements are scored, and their words marked'

# ---- one chart
run compare rows.csv --plot plot.svg --count-repeats -o out.csv
expect_status 0
expect_has plot.svg '<?xml version="1.0" encoding="UTF-8"?>' 'Mean hostility by speaker' 'Ben &lt;b&gt;'
expect_not grep -q 'var(' plot.svg
run compare rows.csv --plot trend.svg --trend year --count-repeats -o out.csv
expect_has trend.svg 'Mean hostility over time'
run compare rows.csv --plot targets.svg --targets --count-repeats -o out.csv
expect_has targets.svg 'towards each target'
ok '--plot draws what was asked for: means, trend or targets'

echo 'leak:libfontconfig' >"$tap/leaks" # it keeps its caches until the end
export LSAN_OPTIONS="suppressions=$tap/leaks:print_suppressions=0"
run compare rows.csv --plot plot.png --count-repeats -o out.csv
if [ "$status" -eq 2 ]; then
  expect_stderr_has 'built without librsvg'
  ok 'a PNG is refused by a program without librsvg'
else
  expect_status 0
  printf '\211PNG\r\n\032\n' >wanted
  head -c 8 plot.png >seen
  expect_same wanted seen
  ok 'a chart as PNG'
fi
unset LSAN_OPTIONS

run compare rows.csv --plot plot.gif -o out.csv
expect_status 2
expect_stderr_has "must end in .svg or .png, unlike 'plot.gif'"
ok 'another ending is refused before any work'

# ---- files
run compare --by document --report nosuch/page.html <rows.csv
expect_status 3
expect_stderr_has 'nosuch/page.html'
run compare --by document --plot nosuch/plot.svg <rows.csv
expect_status 3
mkdir empty
(cd empty && "$TENOR" compare --by document --report page.html --plot nosuch/plot.svg <../rows.csv >/dev/null 2>&1)
rm empty/page.html
rmdir empty || tap_note 'something was left behind'
ok 'a folder that is not there: status 3, and nothing is left'
if [ -w /dev/full ]; then
  run compare --by document --report /dev/full <rows.csv
  expect_status 3
  expect_stderr_has 'No space left'
  ln -s /dev/full full.svg
  run compare --by document --plot full.svg <rows.csv
  expect_status 3
  ok 'a full disk is status 3'
fi
done_testing
