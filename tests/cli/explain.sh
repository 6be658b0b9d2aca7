#!/bin/sh
# SPDX-License-Identifier: Apache-2.0
# tenor explain: TAP; $TENOR is the program, whose own model is used (or that in $MODEL).
TENOR=${TENOR:-tenor}
. "$(dirname "$0")/brief.sh"

run() {
  expected=$1
  shift
  "$TENOR" explain ${MODEL:+-m "$MODEL"} "$@" >out 2>err
  code=$?
  [ $code -eq "$expected" ] || { echo "exit $code, expected $expected" >>err; return 1; }
}

run 0 'They will pay dearly.' </dev/null && has '"They will pay dearly"' out && has 'threat 3.0' out; ok 'a text is explained'
! grep -q "$(printf '\033')" out; ok 'a pipe gets no colours'
run 0 --top 1 'They will pay dearly.' </dev/null && grep -q '[0-9]* others$' out; ok '--top sums up the rest'
printf 'text\n"We thank you, friends."\n\n"They lied."\n' >in.csv
run 0 in.csv && has 'in.csv:2: We thank you, friends.' out && has 'in.csv:4: They lied.' out; ok 'a file of statements, with lines'
run 0 <in.csv; ok 'statements from standard input'
printf 'text,n\nfine words,1\n,2\nmore words,3\n' >gap.csv
run 1 gap.csv && has 'gap.csv:3: (no text)' out && has 'gap.csv:3: no text' err; ok 'a row without text is told and kept'
run 1 '...' </dev/null; ok 'no words to score: status 1'
run 3 nosuch.csv </dev/null; ok 'what looks like a file must be one'
run 2 --head nosuch x </dev/null && has 'it has ' err; ok 'an unknown head: the heads are listed'
run 2 They will pay </dev/null && has 'quotation marks' err; ok 'words without quotation marks'

if command -v python3 >/dev/null; then
  run 0 --format jsonl 'We will NOT attack anyone, "friends" — never! 😀' </dev/null
  python3 - <<'PY'
import json, sys
text = None
for line in open('out', encoding='utf-8'):
    o = json.loads(line)
    text = o['text'].encode()
    total = o['bias'] + sum(r['contribution'] for r in o['reasons'])
    assert abs(total - o['decision']) < 1e-8, (o['head'], total, o['decision'])
    for r in o['reasons']:
        assert text[r['begin']:r['end']].decode() == r['text']
assert text is not None
PY
  ok 'jsonl: reasons add up, and their places are those of their words'
  printf 'text\n"<script>alert(1)</script> & ""liars"""\n' >x.csv
  run 0 --format html -o page.html x.csv
  python3 - <<'PY'
import html.parser
class Page(html.parser.HTMLParser):
    open_tags, seen = [], set()
    def handle_starttag(self, tag, attributes):
        self.seen.add(tag)
        if tag != 'meta': self.open_tags.append(tag)
        for k, value in attributes:
            assert k != 'src' and not k.startswith('on') and (k != 'href' or value.startswith('#'))
    def handle_endtag(self, tag):
        assert self.open_tags.pop() == tag, (tag, self.getpos())
page = Page()
page.feed(open('page.html', encoding='utf-8').read())
assert page.open_tags == [] and 'script' not in page.seen and 'mark' in page.seen and 'table' in page.seen
PY
  ok 'html: sound, without scripts, and the text cannot break out'
fi
run 0 -o one.txt in.csv && cp one.txt two.txt && run 0 -o one.txt in.csv && cmp -s one.txt two.txt; ok 'the same bytes each time'
if [ -w /dev/full ]; then
  "$TENOR" explain ${MODEL:+-m "$MODEL"} 'They lied.' >/dev/full 2>err </dev/null
  [ $? -eq 3 ]; ok 'a full disk is status 3'
fi
echo "1..$n"
exit $failed
