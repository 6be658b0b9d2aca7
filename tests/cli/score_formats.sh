#!/bin/sh
# SPDX-License-Identifier: Apache-2.0
# tenor score: each input format in each output format, and what must come through untouched.
. "${TENOR_SOURCE:-$(dirname "$0")/../..}/tests/cli/fixture.sh"

# ---- every format to every other; the scores are those that csv gives -----------------------------------------
cat >in.csv <<'END'
id,text
1,We thank our friends.
2,We will destroy the harbour.
3,Nobody met on Tuesday.
END
tr , '\t' <in.csv >in.tsv
sed '1d; s/^[0-9],//' in.csv >in.txt
awk -F, 'NR > 1 { printf "{\"id\": %s, \"text\": \"%s\"}\n", $1, $2 }' in.csv >in.jsonl

run score in.csv
expect_status 0
expect_stderr </dev/null
cp "$out" scored.csv
cut -d, -f3- scored.csv >scores
expect test "$(head -n 1 scores)" = "$scores"
expect test "$(cut -d, -f1,2 scored.csv)" = "$(cat in.csv)"
expect test "$(grep -c ',1\.0000$' scores)" -ge 1
ok 'csv to csv: the columns of the input, then the scores'

# as_json HOW: scored.csv as JSON lines; HOW: id and text are "cells", "raw" from in.jsonl, or there is only "text"
as_json() {
  awk -F, -v open="$1" 'NR == 1 { for (i = 3; i <= NF; i++) name[i] = $i; next }
    { if (open == "cells") printf "{\"id\":\"%s\",\"text\":\"%s\"", $1, $2
      else if (open == "text") printf "{\"text\":\"%s\"", $2
      else printf "{\"id\": %s, \"text\": \"%s\"", $1, $2
      for (i = 3; i <= NF; i++) printf name[i] == "tone" ? ",\"%s\":\"%s\"" : ",\"%s\":%s", name[i], $i
      print "}" }' scored.csv
}

for from in csv tsv jsonl txt; do
  run score in.$from
  expect_status 0
  if [ $from = txt ]; then cut -d, -f2- scored.csv; else cat scored.csv; fi >"$tap/expected"
  expect_same "$tap/expected" "$out"
  ok "$from to csv"

  run score --format tsv in.$from
  expect_status 0
  tr , '\t' <"$tap/expected" >"$tap/tabbed"
  expect_same "$tap/tabbed" "$out"
  ok "$from to tsv"

  run score --format jsonl in.$from
  expect_status 0
  case $from in
  csv | tsv) as_json cells ;;
  jsonl) as_json raw ;;
  txt) as_json text ;;
  esac >"$tap/expected"
  expect_same "$tap/expected" "$out"
  ok "$from to jsonl"

  run score --format table in.$from
  expect_status 0
  expect_lines 5 "$out"
  expect test "$(sed -n 1p "$out" | tr -s ' ' , | sed 's/.*text,//')" = "$scores"
  sed 1,2d "$out" | awk -v OFS=, '{ print $(NF - 7), $(NF - 6), $(NF - 5), $(NF - 4), $(NF - 3), $(NF - 2), $(NF - 1), $NF }' >numbers
  sed 1d scores >"$tap/expected"
  expect_same "$tap/expected" numbers
  expect_stdout_has 'We will destroy the harbour.'
  ok "$from to a table"
done

# ---- where the input comes from, and how its format is found ----------------------------------------------------
for from in csv tsv jsonl; do
  run score in.$from
  cp "$out" named
  run score - <in.$from
  expect_status 0
  expect_same named "$out"
  run score <in.$from
  expect_same named "$out"
  cat in.$from | run score
  expect_same named "$out"
  cp in.$from unnamed
  run score unnamed
  expect_same named "$out"
  ok "$from is known by its bytes, on standard input and in a file without an extension"
done
run score <in.txt
expect_status 0
expect_lines 4 "$out"
ok 'text is known by its bytes'

run score --input-format txt in.csv
expect_status 0
expect_lines 5 "$out"
expect_stdout_has '"1,We thank our friends."'
ok '--input-format is believed, whatever the extension'

for to in csv tsv jsonl; do
  run score --format $to in.csv
  cp "$out" expected.$to
  run score -o out.$to in.csv
  expect_status 0
  expect_same expected.$to out.$to
  expect test ! -s "$out"
done
ok 'the extension of the output file chooses its format'

# ---- what must come through, byte for byte --------------------------------------------------------------------------
# Takes the eight scored columns off again.
without_scores() { sed -E 's/(,[^,"]*){8}$//' "$out"; }

printf 'id,"a ""b"", c",text,\n' >odd.csv
printf '1,"two\nlines, ""quoted""",We thank you.,\n' >>odd.csv
printf '2,  blanks  ,"We strike, now.",=1+1\n' >>odd.csv
printf '3,"\n\n",We thank you.,caf\303\251 cafe\314\201 \360\237\230\200\n' >>odd.csv
printf '4,"a 5"" gun",We thank you.,\t|\n' >>odd.csv
run score odd.csv
expect_status 0
without_scores >seen
expect_same odd.csv seen
ok 'csv: quoted newlines, quotes, commas, blanks, tabs and accents are kept'

run score --format jsonl odd.csv
expect_status 0
if has_command python3; then
  expect python3 - odd.csv "$out" <<'END'
import csv, json, sys
rows = list(csv.reader(open(sys.argv[1], encoding='utf-8', newline='')))
for row, line in zip(rows[1:], open(sys.argv[2], encoding='utf-8'), strict=True):
    assert list(json.loads(line).items())[:4] == list(zip(rows[0], row)), line
END
  ok 'csv to jsonl: the same cells, as sound JSON'
fi

printf 'id,text\n1,a 5" gun\n' >gun.csv
run score gun.csv
expect test "$(sed -n 2p "$out" | cut -d, -f1-2)" = '1,"a 5"" gun"'
ok 'csv: a quote inside a plain cell is data'

printf '\357\273\277id,note,text\r\n1,"a\r\nb",We thank you.\r\n\r\n2,c,We strike.\r\n' >dos.csv
printf 'id,note,text\n1,"a\r\nb",We thank you.\n2,c,We strike.\n' >unix.csv
run score dos.csv
expect_status 0
without_scores >seen
expect_same unix.csv seen
ok 'a byte order mark and CRLF: neither is taken for data, but a CRLF inside quotes is'

printf '\357\273\277We thank you.\r\n\r\nWe strike.\r\n' >dos.txt
run score dos.txt
expect_status 0
without_scores >seen
printf 'text\nWe thank you.\nWe strike.\n' >"$tap/expected"
expect_same "$tap/expected" seen
ok 'the same for text, where blank lines are no statements'

printf 'id,text\n1,We thank you.' >cut.csv
run score cut.csv
expect_status 0
expect_lines 2 "$out"
ok 'a last line without a newline counts'

printf 'id\ttext\n1\tHe said "We thank you\n2\t We strike, now \n' >quotes.tsv
run score -f tsv quotes.tsv
expect_status 0
cut -f1,2 "$out" >seen
expect_same quotes.tsv seen
ok 'tsv: a quote is a quote, a comma a comma'

run score -f tsv odd.csv
expect_status 0
expect_lines 5 "$out"
expect test "$(sed -n 2p "$out" | cut -f2)" = 'two lines, "quoted"'
ok 'csv to tsv: a newline becomes a blank, so that rows stay rows'

cat >raw.jsonl <<'END'
{"n": 1.50, "text": "We thank you.", "caf\u00e9": {"b": [1, null], "a": 1e2}, "s": "\/"}
{ "text" : "We strike." , "n":-0 , "late" : true }
{"text":"We thank you.","n":null}
END
run score -f jsonl raw.jsonl
expect_status 0
sed 's/,"hostility":.*/}/' "$out" >seen
expect_bytes seen <<'END'
{"n": 1.50, "text": "We thank you.", "caf\u00e9": {"b": [1, null], "a": 1e2}, "s": "\/"}
{ "text" : "We strike." , "n":-0 , "late" : true }
{"text":"We thank you.","n":null}
END
ok 'jsonl to jsonl: objects keep their order, spelling and nesting'
done_testing
