#!/bin/sh
# SPDX-License-Identifier: Apache-2.0
# tenor label: keys come from a pipe here; what they do to the file of labels, how a run goes on, and how coders agree.
. "${TENOR_SOURCE:-$(dirname "$0")/../..}/tests/cli/fixture.sh"

cat >talk.csv <<'END'
id,document,text,hostility,speaker
a1,one,They will pay dearly.,4,Keld
a2,one,"We thank our friends, all of them.",4,Keld
b1,two,"A ""council"" of thieves!",4,Hest
b2,two,Open the strait.,4,Hest
b3,two,The ferry runs at nine.,4,Hest
END

unbroken=$(printf '\302\240') # the blank at which no line ends
# keys KEYS ARGUMENT...: runs tenor label with these keys
keys() {
  tap_keys=$1
  shift
  tap_command="tenor label $*"
  printf '%s' "$tap_keys" | "$TENOR" label "$@" >"$tap/screen" 2>"$err"
  status=$?
  sed "s/$unbroken/ /g" "$tap/screen" >"$out"
  ! grep -q -e 'ERROR: [A-Za-z]*Sanitizer' -e 'runtime error:' "$err" || tap_note "$tap_command: a sanitizer complains"
}

# ---- labels -----------------------------------------------------------------------------------------------------------
keys '3t1 0p' talk.csv
expect_status 0
expect_bytes talk.labels.csv <<'END'
id,document,text,speaker,coder,hostility,tone,valence
a1,one,They will pay dearly.,Keld,1,3,threatening,-2
a2,one,"We thank our friends, all of them.",Keld,1,0,supportive,
END
expect_stderr <<'END'
tenor label: 1 labelled now, 0 before, 4 left; labels are in talk.labels.csv
END
expect_stdout_has '1 of 5' '  They will pay dearly.' '2 of 5' 't threatening' '5 very positive (2)'
expect_not grep -q -e Keld -e '	4' "$out"
ok 'a key is a label; each is on the disk at once, even of a statement not finished'

keys '4 2a1 q1' talk.csv
expect_status 0
expect_bytes talk.labels.csv <<'END'
id,document,text,speaker,coder,hostility,tone,valence
a1,one,They will pay dearly.,Keld,1,3,threatening,-2
a2,one,"We thank our friends, all of them.",Keld,1,0,supportive,1
b1,two,"A ""council"" of thieves!",Hest,1,2,accusatory,-2
END
expect_stderr <<'END'
tenor label: 2 labelled now, 1 before, 2 left; labels are in talk.labels.csv
END
ok 'the next run goes on, with the label that lacked; q ends it'

cp talk.labels.csv before
keys 'u2duuu' talk.csv
expect_status 0
expect_same before talk.labels.csv
expect_stdout_has 'there is nothing to take back in this run'
keys '0n3 1 u u 5' talk.csv
expect test "$(sed 1,4d talk.labels.csv)" = 'b2,two,Open the strait.,Hest,1,0,neutral,2'
cp before talk.labels.csv
ok 'u takes labels of this run back, one by one and over statements'

keys 'sss s' talk.csv
expect_same before talk.labels.csv
expect_stderr_has '0 labelled now, 3 before, 2 left'
keys 's d s 0n3' talk.csv
expect test "$(sed 1,4d talk.labels.csv | cut -d, -f 1,5-)" = 'b2,1,,demanding,
b3,1,0,neutral,0'
keys '' talk.csv
expect_stderr_has '0 labelled now, 5 before, 0 left'
ok 's leaves a label out; a statement without any has no row'

keys 'x?' talk.csv --coder ben
expect_stdout_has 'that key has no label; ? explains' '3 strong: loaded words: denunciation' 'In doubt the lower level'
expect_same before before
keys '1' talk.csv --coder ben
expect_stderr_has '0 labelled now, 0 before, 5 left'
expect test "$(tail -n 1 talk.labels.csv)" = 'a1,one,They will pay dearly.,Keld,ben,1,,'
ok '? explains; another coder begins anew, in the same file'

# ---- own heads --------------------------------------------------------------------------------------------------------
keys 'yn?' talk.csv --label populist=no,yes -o p.csv
expect_status 0
expect_bytes p.csv <<'END'
id,document,text,hostility,speaker,coder,populist
a1,one,They will pay dearly.,4,Keld,1,yes
a2,one,"We thank our friends, all of them.",4,Keld,1,no
END
expect_stdout_has 'n no' 'y yes'
keys '3t' talk.csv --label hostility,tone -o two.csv
expect test "$(sed 1d two.csv)" = 'a1,one,They will pay dearly.,Keld,1,3,threatening'
keys '9b' talk.csv --label hostility --label 'kind=9,other,10,bother,useless' -o k.csv
keys '49 3b' talk.csv --label hostility --label 'kind=9,other,10,bother,useless' -o k.csv
expect test "$(sed '1d; s/.*,Keld,1,//' k.csv | tr '\n' ' ')" = '4,9 3,bother '
expect_stdout_has 'kind  9  o other' '1 10' 'b bother' 'e useless'
ok 'heads of one s own; a label of one character is its key, others take a letter of theirs'

printf 'text\nOne.\nTwo.\n' >plain.csv
keys '10' plain.csv --label hostility
expect_bytes plain.labels.csv <<'END'
id,text,coder,hostility
1,One.,1,1
2,Two.,1,0
END
printf 'text\nTwo.\nOne.\nThree.\n' >plain.csv
keys '3' plain.csv --label hostility
expect_status 3
expect_stderr_has "plain.labels.csv:2: the statement of id '1' was another one; name another file with -o"
ok 'without ids rows are numbered, and a file that was changed is noticed'

# ---- what is asked, in which order --------------------------------------------------------------------------------------
order() { # the ids in the order in which they are asked
  rm -f order.csv
  keys 00000000 "$@" --label hostility -o order.csv
  sed 1d order.csv | cut -d, -f1 | tr '\n' ' '
}
expect test "$(order talk.csv)" = 'a1 a2 b1 b2 b3 '
expect test "$(order talk.csv --order random)" = "$(order talk.csv --order random --coder ben)"
expect_not test "$(order talk.csv --order random)" = "$(order talk.csv --order random --seed 2)"
expect test "$(order talk.csv --order random | tr ' ' '\n' | sort | tr '\n' ' ')" = 'a1 a2 b1 b2 b3 '
share=$(order talk.csv --double 0.4)
expect test "$(echo "$share" | wc -w)" -eq 2
expect test "$(order talk.csv --double 0.4 --coder ben)" = "$share"
expect_not test "$(order talk.csv --double 0.4 --seed 3)" = "$share"
ok '--order random and --double go by the seed'

# By the entropy of the probabilities of hostility's levels, worked out here from tenor score --all.
sed 's/,hostility,/,old,/' talk.csv >unseen.csv
"$TENOR" score unseen.csv --all --format tsv | awk -F '\t' '
  NR == 1 { for (i = 1; i <= NF; i++) if ($i ~ /^hostility:[0-9]$/) level[i]; next }
  { h = 0; for (i in level) if ($i > 0) h -= $i * log($i); printf "%.6f %s\n", h, $1 }' | sort -rn | cut -d ' ' -f 2 | tr '\n' ' ' >doubt
expect test "$(order unseen.csv --order uncertain)" = "$(cat doubt)"
expect test "$(order unseen.csv -m "$model")" = "$(cat doubt)"
ok '--order uncertain, and the default with --model: what the model is least sure of comes first'

keys '' unseen.csv --label populist=no,yes --order uncertain -o none.csv
expect_status 2
expect_stderr_has '--order uncertain: the model has no probabilities for any of these heads'
expect test ! -e none.csv # nothing that would stand in the way of the next run
keys '' talk.csv --show -o shown.csv
expect_stdout_has 'the model says: hostility '
keys '' talk.csv -o shown.csv
expect_not grep -q 'the model says' "$out"
ok 'the model is silent unless --show asks it'

keys '' talk.csv --context 0 --label hostility -o c.csv
expect_not grep -q 'We thank our friends' "$out"
expect_stdout_has 'hostility  0 none'
keys '0' talk.csv --context 5 --label hostility -o c.csv
expect test "$(grep -c 'They will pay dearly' "$out")" -eq 2
expect_not grep -q 'council' "$out"
ok '--context shows neighbours of the same document'

printf 'text\n\033[2JHello\302\233\007 there\n' >evil.csv
keys '' evil.csv -o e.csv
expect_stdout_has '  [2JHello there'
expect_not grep -q "$(printf '\033')" "$out"
ok 'a statement cannot move the cursor'

# ---- files --------------------------------------------------------------------------------------------------------------
printf 'id,text,coder,hostility\n1,Two.,1,2\n9,Gone.,1,2\n1,Two.,ben' >edited.csv
keys '13' plain.csv --label hostility -o edited.csv
expect_status 0
expect_stderr_has 'edited.csv:4: expected 4 fields, found 3' '2 labelled now, 1 before, 0 left'
expect test "$(sed 1,4d edited.csv | tr '\n' ' ')" = '2,One.,1,1 3,Three.,1,3 '
printf 'id,text,coder,hostility\n1,Two.,1,7\n' >bad.csv
keys '1' plain.csv --label hostility -o bad.csv
expect_status 3
expect_stderr_has "bad.csv:2: '7' is no label of 'hostility'"
keys '1' plain.csv --label tone -o edited.csv
expect_status 3
expect_stderr_has 'edited.csv:1: holds labels of other heads or statements: its columns differ'
ok 'a file that was edited by hand: ends of line, bad rows, rows of others'

mkfifo pipe
"$TENOR" label plain.csv --label hostility -o locked.csv <pipe >/dev/null 2>&1 &
exec 3>pipe
printf 1 >&3
tries=0
until grep -qF ',1,1' locked.csv 2>/dev/null || [ $tries -ge 200 ]; do sleep 0.05; tries=$((tries + 1)); done
keys '2' plain.csv --label hostility -o locked.csv
expect_status 3
expect_stderr_has 'locked.csv: is being labelled by another tenor'
kill -9 $!
exec 3>&-
wait 2>/dev/null
expect_bytes locked.csv <<'END'
id,text,coder,hostility
1,Two.,1,1
END
keys '2' plain.csv --label hostility -o locked.csv
expect_status 0
ok 'one at a time writes a file; what was labelled before a kill is there'

awk 'BEGIN { print "text"; for (i = 0; i < 9; i++) { for (k = 0; k < 40; k++) printf "word%d ", k; print i } }' >long.csv
tap_command='tenor label, with a limit on the size of files'
printf 11111111 | (trap '' XFSZ; ulimit -f 1; exec "$TENOR" label long.csv --label hostility -o full.csv) >/dev/null 2>"$err"
status=$?
expect_status 3
expect_stderr_has 'full.csv: cannot write: File too large'
expect test "$(tail -c 5 full.csv)" = ',1,1'
expect test "$(awk -F, 'NF != 4' full.csv | wc -l)" -eq 0
ok 'when nothing more can be written, what was is whole'

mkdir folder
keys '' talk.csv -o folder
expect_status 3
keys '' talk.csv -o nowhere/x.csv
expect_status 3
keys '' talk.csv -o /dev/null
expect_status 3
expect_stderr_has '/dev/null: is no regular file'
keys '' nosuch.csv
expect_status 3
keys '' -
expect_status 2
expect_stderr_has 'name a file of statements: the keys come from standard input'
keys '' talk.csv plain.csv
expect_status 2
printf 'id,text\n1,a\n1,b\n' >twice.csv
keys '' twice.csv
expect_status 3
expect_stderr_has "twice.csv:3: the id '1' stands twice"
printf 'text\n\n""\nyes\n' >gaps.csv
keys '1' gaps.csv --label hostility
expect_status 1
expect_stderr_has 'gaps.csv:3: no text' '1 labelled now'
ok 'what it refuses of files'

for spec in '' populist hostility,x populist= populist=yes populist=yes,yes =a,b text=a,b id=a,b; do
  keys '' talk.csv --label "$spec" -o n.csv
  expect_status 2
  expect_stderr_has '--label: '
done
keys '' talk.csv --label tone --label tone
expect_status 2
keys '' talk.csv --coder ''
expect_status 2
keys '' talk.csv --double 0
expect_status 2
keys '' talk.csv --format csv
expect_status 2
keys '' talk.csv --agreement --coder ben
expect_status 2
expect_stderr_has '--coder does not go with --agreement'
expect_not test -e n.csv
ok 'what it refuses of options'

# ---- a terminal ---------------------------------------------------------------------------------------------------------
if has_command python3; then
  tap_command='tenor label, in a terminal'
  python3 - "$TENOR" >"$out" 2>"$err" <<'END'
# Presses keys in a terminal of our own, one way out after the other; the terminal must be given back as it was.
import os, pty, select, signal, subprocess, sys, termios, time

def wait_for(master, text):
    seen, end = b"", time.time() + 20
    while text not in seen and time.time() < end:
        if select.select([master], [], [], 0.1)[0]:
            seen += os.read(master, 65536)
    assert text in seen, (text, seen[-300:])

for way, last in enumerate([b"q", b"\x04", signal.SIGINT, signal.SIGTERM, signal.SIGHUP]):
    master, slave = pty.openpty()
    before = termios.tcgetattr(slave)
    name = "terminal%d.csv" % way
    child = subprocess.Popen([sys.argv[1], "label", "talk.csv", "--label", "hostility", "-o", name],
                             stdin=slave, stdout=slave, stderr=slave, env=dict(os.environ, TERM="xterm", NO_COLOR="1"))
    wait_for(master, b"1 of 5")
    assert not termios.tcgetattr(slave)[3] & (termios.ICANON | termios.ECHO)
    os.write(master, b"3")
    wait_for(master, b"2 of 5")
    os.write(master, b"\x1b[A")  # an arrow key is no label
    child.send_signal(signal.SIGWINCH)
    wait_for(master, b"2 of 5")
    child.send_signal(last) if isinstance(last, int) else os.write(master, last)
    wait_for(master, b"1 labelled now, 0 before, 4 left")
    assert child.wait(20) == 0, child.returncode
    assert termios.tcgetattr(slave) == before, name
    assert open(name).read().endswith("a1,one,They will pay dearly.,Keld,1,3\n"), name
    os.close(master), os.close(slave)
END
  status=$?
  expect_status 0
  ok 'a terminal is given back as it was, however the run ends, and the label is on the disk'
else
  skip 'a terminal' 'there is no python3'
fi

# ---- agreement ----------------------------------------------------------------------------------------------------------
# The ten units of test_agreement.c, where the figures come from; u11 was labelled by one coder only.
i=0
echo 'id,coder,text,hostility,tone' >both.csv
for pair in 0:0 1:1 2:3 3:3 4:4 2:1 2:2 1:0 0:0 3:4 4:; do
  i=$((i + 1))
  echo "u$i,anna,Statement $i.,${pair%:*},neutral" >>both.csv
  echo "u$i,ben,Statement $i.,${pair#*:},$([ $i -eq 3 ] && echo defiant || echo neutral)" >>both.csv
done
run label --agreement both.csv
expect_status 0
cut -d, -f1-5,8,11,14 "$out" >figures
expect_bytes figures <<'END'
label,metric,n,coders,alpha,kappa,weighted_kappa,agreement
hostility,ordinal,10,2,0.904,0.506,0.898,0.600
tone,nominal,11,2,0.000,0.000,,0.909
END
cp "$out" whole
expect awk -F, 'NR == 2 && !($6 < $5 && $5 < $7 && $15 < $14 && $14 < $16) { exit 1 }' whole
run label --agreement both.csv --seed 2
expect_not cmp -s whole "$out"
ok '--agreement: the figures of both coders, with intervals that go by the seed'

grep -v ,ben, both.csv | cut -d, -f1,3- >anna.csv
grep -v ,anna, both.csv | cut -d, -f1,3- >ben.csv
run label --agreement anna.csv ben.csv
expect_same whole "$out"
run label --agreement anna.csv ben.csv --label hostility:regression
cut -d, -f1-5 "$out" >figures
expect_bytes figures <<'END'
label,metric,n,coders,alpha
hostility,interval,10,2,0.903
END
run label --agreement anna.csv ben.csv --label hostility:class -f jsonl
expect_stdout_has '{"label":"hostility","metric":"nominal","n":10,"coders":2,"alpha":0.522,'
ok 'without a column coder each file is one; NAME:KIND chooses the metric'

run label --disputed 2 both.csv
expect_status 0
expect_stdout <<'END'
label,distance,codes,id,text
hostility,1.000,"anna 3, ben 4",u10,Statement 10.
hostility,1.000,"anna 2, ben 3",u3,Statement 3.
tone,1.000,"anna neutral, ben defiant",u3,Statement 3.
END
ok '--disputed lists what they are farthest apart over'

run label --agreement
expect_status 2
run label --agreement talk.csv --label mood
expect_status 3
expect_stderr_has "has no column of labels 'mood'"
printf 'text,coder\na,x\n' >bare.csv
run label --agreement bare.csv
expect_status 3
expect_stderr_has 'there are no labels in columns hostility, tone or valence'
printf 'text,coder,hostility\na,x,much\n' >words.csv
run label --agreement words.csv
expect_status 3
expect_stderr_has "words.csv:2: 'much' is no label of 'hostility'"
printf 'text,coder,hostility\na,x,1\n,x,1\n' >one.csv
run label --agreement one.csv
expect_status 1
expect test "$(sed 1d "$out")" = 'hostility,ordinal,0,0,,,,,,,,,,,,'
if [ -w /dev/full ]; then
  run label --agreement both.csv -o /dev/full
  expect_status 3
fi
ok 'what --agreement refuses, and what it cannot tell'

# ---- and then -----------------------------------------------------------------------------------------------------------
keys 3t1 talk.csv --label hostility -o q.csv -q
expect_stderr </dev/null
run evaluate talk.labels.csv --by coder
expect_status 0
expect_stdout_has 'hostility,ben,1,'
ok 'a file of labels is what evaluate and train read'
done_testing
