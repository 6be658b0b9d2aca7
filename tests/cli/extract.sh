#!/bin/sh
# SPDX-License-Identifier: Apache-2.0
# tenor extract: articles of every format, from files, folders and standard input; what goes along; what is bad.
. "${TENOR_SOURCE:-$(dirname "$0")/../..}/tests/cli/tap.sh"

own=document,id,speaker,speaker_text,via,cue,kind,target,text,begin,end

cat >talks.txt <<'END'
Envoys part without a pact

Geneva was cold. “We will not yield,” Anna Ruiz said. The room was silent.

Paul Weber said the talks had failed.
END
run extract -f csv talks.txt
expect_status 0
expect_stdout <<END
$own
talks,talks:1,Anna Ruiz,Anna Ruiz,,said,direct,,We will not yield,46,63
talks,talks:2,Paul Weber,Paul Weber,,said,indirect,,the talks had failed,120,140
END
expect_stderr </dev/null
ok 'a text: who said what, and where'

run extract -f csv <talks.txt
expect_status 0
expect_stdout_has 'stdin,stdin:2,Paul Weber,'
run extract -f csv - <talks.txt
expect_stdout_has 'stdin,stdin:2,Paul Weber,'
run extract -f csv --input-format txt <talks.txt
expect_stdout_has 'stdin,stdin:2,Paul Weber,'
ok 'standard input'

# begin and end count characters of what --plain writes
run extract --plain talks.txt
expect_same talks.txt "$out"
if has_command python3; then
  run extract -f jsonl talks.txt
  expect python3 - "$out" talks.txt <<'END'
import json, sys
article = open(sys.argv[2], encoding='utf-8').read()
rows = [json.loads(line) for line in open(sys.argv[1], encoding='utf-8')]
sys.exit(len(rows) != 2 or any(article[r['begin']:r['end']] != r['text'] for r in rows))
END
fi
ok 'begin and end cut the text out of the article'

run extract -f jsonl talks.txt
expect_lines 2 "$out"
expect_stdout_has '{"document":"talks","id":"talks:1","speaker":"Anna Ruiz","speaker_text":"Anna Ruiz","via":null,"cue":"said","kind":"direct","target":null,"text":"We will not yield","begin":46,"end":63}'
run extract -f table talks.txt
expect_stdout_has 'We will not yield' 'indirect'
run extract -o rows.tsv talks.txt
expect_status 0
expect_stdout </dev/null
expect_lines 3 rows.tsv
expect_has rows.tsv 'talks:1	Anna Ruiz	'
ok 'the formats of the output, and --output'

run extract -f csv --all talks.txt
expect_status 0
expect_lines 6 "$out"
expect_stdout_has 'talks,talks:1,,,,,,,Envoys part without a pact,0,26' ',,,,,,,The room was silent.,'
ok '--all has the sentences that are nobody’s'

run extract -f csv --context 0 talks.txt
expect_stdout_has "$own,context" ',We will not yield,46,63,"“We will not yield,” Anna Ruiz said."'
run extract -f jsonl --context 1 talks.txt
expect_lines 2 "$out"
expect_stdout_has '"context":"Geneva was cold. “We will not yield,” Anna Ruiz said. The room was silent."' \
  '"context":"The room was silent.\n\nPaul Weber said the talks had failed."'
ok '--context has the sentences around'

# ---- web pages -------------------------------------------------------------------------------------------------------
cat >page.html <<'END'
<!DOCTYPE html>
<html><head><title>Talks fail | The Lake Herald</title><meta charset="iso-8859-1">
<meta property="og:title" content="Talks fail"><meta property="article:published_time" content="2024-05-01">
<meta property="og:site_name" content="The Lake Herald">
<script>document.write("<p>“Script,” Eve Black said.</p>")</script><style>p { color: red }</style></head>
<body class="has-sidebar menu-open">
<header><p>“Header,” Eve Black said.</p></header><nav><ul><li>“Menu,” Eve Black said.</li></ul></nav>
<main><article><header><h1>Talks
  fail</h1></header>
<p>“We will &ldquo;never&rdquo; <b>yield</b>,”
Anna&nbsp;Ruiz said.</p><p>Paul Weber said the <a href="x">talks</a> had failed.<br>Nobody clapped.
<figure><img alt="x"><figcaption>“Caption,” Eve Black said.</figcaption></figure>
<div class="share-box">“Share,” Eve Black said.</div><p hidden>“Hidden,” Eve Black said.</p>
<p style="color: red; display: none">“Hidden,” Eve Black said.</p><div aria-hidden="true">“Hidden,” Eve Black said.</div>
<form><p>“Form,” Eve Black said.</p></form><!-- “Comment,” Eve Black said. --><noscript>“No script,” Eve Black said.</noscript>
<ul><li>Bread &amp; peace</li><li>Land</li></ul><p>Mia Stone said <q>no</q>.</p>
<aside>“Aside,” Eve Black said.</aside></article>
<section id="user-comments"><p>“Reader,” Eve Black said.</p></section></main>
<footer>“Footer,” Eve Black said.</footer></body></html>
END
run extract --plain page.html
expect_status 0
expect_stdout <<'END'
Talks fail

“We will “never” yield,” Anna Ruiz said.

Paul Weber said the talks had failed.
Nobody clapped.

Bread & peace

Land

Mia Stone said “no”.
END
ok 'a page: its article, not what stands around it'

run extract -f csv page.html
expect_status 0
expect_stdout_has "$own,title,date,source" 'page,page:1,Anna Ruiz,' ',Talks fail,2024-05-01,The Lake Herald'
expect_not grep -q 'Eve Black' "$out"
cp page.html page
run extract -f csv page
expect_stdout_has 'page,page:1,Anna Ruiz,'
run extract -f csv <page.html
expect_stdout_has 'stdin,stdin:1,Anna Ruiz,'
run extract -f csv --input-format txt page.html
expect_stdout_has 'Eve Black'
ok 'a page is known by its ending or by its look'

printf '<p class="comments">“We go,” Anna Ruiz said.' >poor.html
run extract -f csv poor.html
expect_status 0
expect_stdout_has ',We go,'
awk 'BEGIN { for (i = 0; i < 50000; i++) printf "<div><b>"; print "“We go,” Anna Ruiz said." }' >deep.html
run extract -f csv deep.html
expect test "$status" -le 1
printf '<html><body><script>x</script></body></html>' >bare.html
run extract -f csv bare.html
expect_status 1
expect_stderr <<'END'
tenor extract: warning: bare.html: the page has no text
tenor extract: 1 of 1 articles could not be read
END
ok 'poor pages'

# ---- rows ------------------------------------------------------------------------------------------------------------
cat >news.jsonl <<'END'
{"document":"a1","date":"2024-05-01","text":"“We go,” Anna Ruiz said.","speaker":"wire","words":4}
{"text":"Paul Weber said the talks had failed.","source":"radio"}
{"text":
{"date":"2024-05-02"}
{"document":"a5","text":"Nobody spoke."}
END
run extract -f csv news.jsonl
expect_status 1
expect_stdout <<END
$own,date,article_speaker,words,source
a1,a1:1,Anna Ruiz,Anna Ruiz,,said,direct,,We go,1,6,2024-05-01,wire,4,
news:2,news:2:1,Paul Weber,Paul Weber,,said,indirect,,the talks had failed,16,36,,,,radio
END
expect_stderr_has 'warning: news.jsonl:3: broken JSON' 'warning: news.jsonl:4: no text' '2 of 5 articles could not be read'
run extract -f csv <news.jsonl
expect_status 1
expect_stdout_has 'stdin:2,stdin:2:1,Paul Weber,'
ok 'rows of jsonl, with what goes along'

printf 'id,body,note\n7,"“We go,” Anna Ruiz said.\nShe left.",x\n' >news.csv
printf 'document\tstory\nb1\tPaul Weber said the talks had failed.\n' >news.tsv
run extract -f csv news.csv
expect_status 0
expect_stdout_has '7,7:1,Anna Ruiz,' ',x'
run extract -f csv --text-column story news.tsv
expect_stdout_has 'b1,b1:1,Paul Weber,'
run extract news.tsv
expect_status 3
expect_stderr_has 'news.tsv:1: has no text column (name it with --text-column)'
run extract --text-column story news.csv
expect_status 3
expect_stderr_has "news.csv:1: has no such column: 'story'"
ok 'rows of csv and tsv, and their text column'

run extract -f csv talks.txt page.html news.jsonl
expect_status 1
expect_stdout_has "$own,title,date,source,article_speaker,words" 'talks,talks:1,' 'page,page:1,' 'a1,a1:1,'
ok 'files of several formats have all their columns'

# ---- folders ---------------------------------------------------------------------------------------------------------
mkdir -p box/b box/a box/.secret
cp talks.txt box/b/x.txt
cp talks.txt box/a/x.txt
cp talks.txt box/z.TXT
cp talks.txt box/.secret/y.txt
cp talks.txt box/.y.txt
echo x >box/picture.png
ln -s ../../box box/a/circle
run extract -f csv box
expect_status 0
cut -d, -f2 "$out" >seen
expect_bytes seen <<'END'
id
box/a/x:1
box/a/x:2
box/b/x:1
box/b/x:2
z:1
z:2
END
expect_stderr_has '2 files in folders were passed over'
run extract -f csv --input-format txt box/b box/picture.png
expect_status 0
expect_stdout_has 'x,x:1,'
mkdir none
run extract -f csv none
expect_status 0
expect_stdout <<END
$own
END
expect_stderr_has 'there are no articles'
ok 'folders: by name, what is hidden passed over, no circles'

# ---- what is bad -----------------------------------------------------------------------------------------------------
: >empty.txt
printf 'caf\351 “We go,” Anna Ruiz said.\n' >latin.txt
printf 'a\000b' >nul.txt
printf '\377\376a\000' >wide.txt
run extract -f csv empty.txt latin.txt nul.txt wide.txt talks.txt
expect_status 1
expect_lines 3 "$out"
expect_stderr <<'END'
tenor extract: warning: empty.txt: is empty
tenor extract: warning: latin.txt: invalid UTF-8 at byte 4
tenor extract: warning: nul.txt: NUL at byte 2
tenor extract: warning: wide.txt: is UTF-16; save it as UTF-8 and try again
tenor extract: 4 of 5 articles could not be read
END
run extract -f csv --on-error fail talks.txt latin.txt talks.txt
expect_status 1
expect_lines 3 "$out"
run extract -f csv --on-error fail -o never.csv talks.txt latin.txt
expect_status 1
expect_not test -e never.csv
run extract -f csv
expect_status 1
expect_stderr_has 'standard input: is empty'
ok 'bad articles are told and passed over, or end it'

run extract talks.txt nosuch.txt
expect_status 3
expect_stdout </dev/null
expect_stderr <<'END'
tenor extract: nosuch.txt: no such file
END
run extract --context -1 talks.txt
expect_status 2
run extract --lexicon nosuch talks.txt
expect_status 3
mkdir lists
printf '# category: cue_verbs\n# role: valence\ngood\t1\n' >lists/cue_verbs.tsv
run extract --input-format nothing talks.txt
expect_status 2
ok 'a file that is not there, wrong options'

if [ -w /dev/full ]; then
  tap_command='tenor extract >/dev/full'
  "$TENOR" extract talks.txt >/dev/full 2>"$err"
  status=$?
  expect_status 3
  expect_stderr_has 'standard output: cannot write'
  ok 'a full disk'
else
  skip 'a full disk' 'there is no /dev/full'
fi

printf '\357\273\277“We go,” Anna Ruiz said.\r\n\r\nThey went.\r\n' >windows.txt
run extract -f csv windows.txt
expect_status 0
expect_stdout_has 'windows,windows:1,Anna Ruiz,Anna Ruiz,,said,direct,,We go,1,6'
ok 'a byte order mark does not count, CRLF ends lines'

printf '“We go,” Anna\302\240Ruiz said. “We stay,” Anna\t Ruiz said.' >spaced.txt
run extract -f csv spaced.txt
expect_status 0
cut -d, -f3 "$out" >seen
expect_bytes seen <<'END'
speaker
Anna Ruiz
Anna Ruiz
END
ok 'a name is the same with any blanks'

# ---- with the other commands -----------------------------------------------------------------------------------------
tap_command='tenor extract | tenor score'
"$TENOR" extract talks.txt 2>"$err" | "$TENOR" score -f csv >"$out" 2>>"$err"
status=$?
expect_status 0
expect_lines 3 "$out"
expect_stdout_has "$own,hostility," 'talks:2,Paul Weber,'
ok 'its rows go into score'
done_testing
