#!/bin/sh
# SPDX-License-Identifier: Apache-2.0
# tenor lexicon: check, list, import. TAP; $TENOR is the program. All word lists here are made up for the test.
TENOR=${TENOR:-tenor}
. "$(dirname "$0")/brief.sh"

# run CODE ARGUMENT...: runs tenor, output to out and err; true if it exits with CODE
run() {
  expected=$1
  shift
  "$TENOR" "$@" >out 2>err </dev/null
  code=$?
  [ $code -eq "$expected" ] || { echo "exit $code, expected $expected" >>err; return 1; }
}
# rows FILE: its terms and weights, comments left out
rows() { grep -v '^#' "$1" | tr '\t' '|' | tr '\n' ' '; }

# ---- check ----
mkdir good bad warn
printf '# category: warmth\n# role: valence\n# measures: warm words\n# weights: 1 to 3\nglimmery\t2\nin good fettle\t1.5\t0.4\ta note\n' >good/warmth.tsv
run 0 lexicon check good && [ ! -s out ]; ok 'a sound lexicon gives no findings'
run 0 lexicon check "${TENOR_SOURCE:?}/lexicons/en" && [ ! -s out ]; ok 'the lexicons that come with tenor are sound: every entry can match'
run 0 lexicon check -q good && [ ! -s out ] && [ ! -s err ]; ok '-q says nothing at all of it'

printf '# role: nonsense\nglimmery\tmany\nab*\t1\n' >bad/x.tsv
run 1 lexicon check bad && has 'bad/x.tsv:2: error: ' out && has 'bad/x.tsv:3: error: ' out && has 'bad/x.tsv:1: error: unknown role' out
ok 'errors are told with file and line'
[ "$(cut -d: -f2 out | tr '\n' ' ')" = '1 2 3 ' ]; ok 'findings stand in order of lines'

printf '# category: plus\n# role: valence\nglimmery\t2\nfrindle~\t1\nfrindled\t1\nfrindling\t2\n' >warn/a.tsv
printf '# category: minus\n# role: valence\nglimmery\t-2\n' >warn/b.tsv
printf 'plonk\t1\nplonk\t2\n' >warn/c.tsv
run 1 lexicon check warn; ok 'warnings give status 1'
has "warn/b.tsv:3: warning: 'glimmery' is both good and bad: warn/a.tsv:3" out; ok 'a term both good and bad is a contradiction'
has "warn/a.tsv:5: warning: 'frindled' adds nothing: 'frindle~' in line 4" out; ok 'a form that a stem covers adds nothing'
! has frindling out; ok 'a form with a weight of its own is fine'
has 'warn/c.tsv:1: warning: the category has no role' out; ok 'a category without a role is told'
has "warn/c.tsv:2: warning: 'plonk' repeats line 1 with another weight" out; ok 'a repeat is told'
run 1 lexicon check good bad warn; ok 'several folders in one run'
run 3 lexicon check nowhere; ok 'a folder that is not there is status 3'
run 2 lexicon check --format csv good; ok '--format is not for check'

# ---- list ----
printf '# category: fight\n# role: hostility\nfrind * zob\t2\nfrind\t1\nfrind the zob\t0\nzob*\t3\n' >good/fight.tsv
run 0 lexicon list --lexicon good --category fight && [ "$(sed -n 2p out)" = 'frind * zob,2,,' ]; ok 'entries are listed as one would write them'
run 0 lexicon list --lexicon good 'frind a zob' && has 'frind a zob,frind * zob,fight,hostility,2,,counts,' out; ok 'a phrase is looked up'
has 'frind,frind,fight,hostility,1,,hidden,' out; ok 'a hidden word is shown as hidden'
run 0 lexicon list --lexicon good 'we frind the zob' && has 'frind the zob,frind * zob,fight,hostility,2,,hidden,' out && has 'frind the zob,frind the zob,fight,hostility,0,,blocks,' out
ok 'a blocker is shown as one'
run 0 lexicon list --lexicon good GLIMMERY --format jsonl && has '"category":"warmth","role":"valence","weight":2' out; ok 'case does not matter, and jsonl works'
run 0 lexicon list --format tsv && head -1 out | grep -q "^category	role	entries	measures$"; ok 'the categories as tsv'
run 0 lexicon list frxqzz && has 'no entry matches' err; ok 'no match is said on standard error'
run 2 lexicon list --category nosuch; ok 'an unknown category is a usage error'
run 2 lexicon list a b; ok 'two terms are a usage error'

# ---- import: LIWC ----
printf '%%\n1\tjoy (Words of joy)\n\t2\tWork & Toil\n%%\nglimmery\t1\ngladd*\t1\nhard at zob\t1\t2\nlike\t(02 134)2/1\t2\nkind (of)\t1\nab*\t1\nglimmery\t1\nzobbing\t7\n' >themes.dic
run 1 lexicon import themes.dic -o liwc; ok 'a LIWC dictionary with what cannot be carried over gives status 1'
[ "$(rows liwc/joy.tsv)" = 'glimmery|1 gladd*|1 hard at zob|1 ' ]; ok 'words, prefixes and phrases of a category'
[ "$(rows liwc/work_toil.tsv)" = 'hard at zob|1 like|1 ' ]; ok 'names are made safe; a term goes to each of its categories'
has '# measures: Words of joy' liwc/joy.tsv; ok 'the words in brackets say what is measured'
has "themes.dic:8: 'like' has a condition" err && has "themes.dic:9: 'kind (of)' has a condition" err; ok 'conditions are told with their line'
has "themes.dic:10: 'ab*' has a prefix shorter" err && has "themes.dic:11: 'glimmery' repeats" err && has "themes.dic:12: 'zobbing' has a category that the header lacks" err
ok 'so are short prefixes, repeats and unknown categories'
has "not carried over: 2 that '... has a condition" err; ok 'losses are counted'
run 0 lexicon check liwc; ok 'what was written is a sound lexicon'
run 3 lexicon import themes.dic -o liwc && has 'is there already' err; ok 'files that are there are not replaced'
printf 'glimmery\t1\n' >no.dic
run 3 lexicon import no.dic -o no && has 'no.dic:1:' err && [ ! -d no ]; ok 'a dictionary without a header is an error with its line'
printf '%%\n1\tjoy\n%%\nglimmer\351\t1\n' >latin.dic
run 3 lexicon import latin.dic -o no && has 'latin.dic:4:' err && has iconv err; ok 'another encoding is an error with its line'

# ---- import: LIWC-22 ----
printf '\357\273\277DicTerm,joy,work\r\ngladd*,X,\r\n"zob, the",x,2\r\nhard at zob,,2.5\r\nfrind,?,X\r\n' >t.dicx
run 1 lexicon import t.dicx -o dicx && [ "$(rows dicx/joy.tsv)" = 'gladd*|1 ' ] && [ "$(rows dicx/work.tsv)" = 'hard at zob|2.5 frind|1 ' ]
ok 'a LIWC-22 dictionary: marks and weights'
has "t.dicx:3: 'zob, the' has a mark inside" err && has "t.dicx:5: 'frind' has a cell that is neither" err; ok 'its losses'

# ---- import: quanteda ----
printf 'Joy: [gladd*, "in good fettle"]\nPlaces:\n  coast:\n    - harbzob\n    - deep_water\n    - "z?b"\n  inland: frind\nempty: ~\n' >q.yml
run 1 lexicon import q.yml && [ "$(rows q/joy.tsv)" = 'gladd*|1 in good fettle|1 ' ] && [ "$(rows q/places_coast.tsv)" = 'harbzob|1 deep water|1 ' ] && [ "$(rows q/places_inland.tsv)" = 'frind|1 ' ]
ok 'quanteda YAML: nested lists, in a folder named like the file'
has "q.yml:6: 'z?b' has a wildcard for one letter" err; ok 'a wildcard for one letter is lost'
printf 'Joy: [gladd*\nx: y\n' >b.yml
run 3 lexicon import b.yml -o b && has 'b.yml:2:' err; ok 'broken YAML is an error with its line'
printf 'a: &x\n  b: *x\n' >loop.yml
run 3 lexicon import loop.yml -o loop && has 'deeper than' err; ok 'a list that contains itself is an error'

# ---- import: Lexicoder and Yoshikoder ----
printf '+positive\ngladd*\nin good fettle\n+NEGATIVE\nzobbed\n+other\n*zob\n' >l.lc3
run 1 lexicon import l.lc3 -o lc3 --prefix my_ && [ "$(rows lc3/my_positive.tsv)" = 'gladd*|1 in good fettle|1 ' ] && [ "$(rows lc3/my_negative.tsv)" = 'zobbed|-1 ' ]
ok 'Lexicoder: positive and negative have signs'
has '# role: valence' lc3/my_negative.tsv && has "l.lc3:7: '*zob' has a wildcard inside a word" err && has "'other' has no terms" err
ok 'their role; an empty category is told'
run 1 lexicon import l.lc3 -o lc4 && has "the category 'positive' would replace tenor's own" err; ok 'a name of our own is warned of'
printf '<?xml version="1.0"?>\n<dictionary style="050805"><cnode name="all">\n<cnode name="Joy"><pnode name="gladd*"/>\n<cnode name="deep"><pnode name="zob &amp; frind"/></cnode></cnode></cnode></dictionary>\n' >y.ykd
run 0 lexicon import y.ykd -o ykd && [ "$(rows ykd/joy.tsv)" = 'gladd*|1 ' ] && [ "$(rows ykd/joy_deep.tsv)" = 'zob & frind|1 ' ]
ok 'Yoshikoder XML: categories in categories'
printf '<dictionary><cnode name="a">\n<pnode name="b">\n</cnode></dictionary>\n' >b.ykd
run 3 lexicon import b.ykd -o b && has 'b.ykd:3:' err; ok 'broken XML is an error with its line'

# ---- import: VADER and AFINN ----
printf 'glimmery\t2.1\t0.83\t[2, 3, 1]\n:*\t1.5\t0.5\t[1, 2]\n:)\t2\t1.18\t[2]\nzobbed\t-1.9\t0.7\t[-2]\nmeh\t0.0\t0.5\t[0]\n' >v.txt
run 1 lexicon import v.txt -o vader && [ "$(rows vader/v.tsv)" = 'glimmery|2.1|0.83 :)|2|1.18 zobbed|-1.9|0.7 ' ] && has '# weights: -1.9 to 2.1' vader/v.tsv && has '# role: valence' vader/v.tsv
ok 'VADER: ratings, deviations, emoticons'
has "'meh' has the weight 0" err && has "':*' has a *" err; ok 'weight 0 and literal stars are lost'
printf 'glimmery\t3\nnot zobbed\t2\n' >afinn.tsv
run 0 lexicon import afinn.tsv -o af && [ "$(rows af/afinn.tsv)" = 'glimmery|3 not zobbed|2 ' ]; ok 'AFINN is told by its first line'
run 3 lexicon import q.yml -o x --from afinn && has 'q.yml:1:' err; ok '--from is believed'
printf 'what is this\n' >u.txt
run 2 lexicon import u.txt && has 'say it with --from' err; ok 'an unknown format is a usage error'

# ---- import: WordStat ----
printf 'SOUTH\n   \tBW\n   \t\tZobwana (1)\n   \t\tZobwanan* (2)\n\tNEAR SEA\n\t\tDEEP_WATER (1)\n\t\t@RULE [zob NEAR frind] (1)\nNORTH\n\tFrind (1)\n' >s.cat
run 1 lexicon import s.cat -o cat && [ "$(rows cat/south_bw.tsv)" = 'Zobwana|1 Zobwanan*|2 ' ] && [ "$(rows cat/south_near_sea.tsv)" = 'DEEP WATER|1 ' ] && [ "$(rows cat/north.tsv)" = 'Frind|1 ' ]
ok 'WordStat: a tree by indentation'
has 's.cat:7:' err && has 'is a rule' err; ok 'rules are lost'

run 2 lexicon import; ok 'import needs a list'
run 3 lexicon import nosuch.dic -o x; ok 'a list that is not there is status 3'
echo "1..$n"
exit $failed
