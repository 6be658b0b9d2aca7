#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""The labelled statements in models/: every row whole, every label one of the codebook's, nothing twice; and labels that
find their sentences again.

    check_labels.py ROOT
"""
import csv
import hashlib
import pathlib
import shutil
import subprocess
import sys
import tempfile

TONES = {'threatening', 'accusatory', 'demanding', 'defiant', 'conciliatory', 'supportive', 'neutral'}


def rows(path):
    with open(path, encoding='utf-8', newline='') as file:
        return list(csv.DictReader(file, delimiter='\t', quoting=csv.QUOTE_NONE))


def faults_of(row):
    if None in row or None in row.values():
        return 'as many fields as columns'
    if row['hostility'] not in set('01234'):
        return 'a hostility of 0 to 4'
    if row['tone'] not in TONES:
        return 'a tone of the codebook'
    if row['valence'] not in {'-2', '-1', '0', '1', '2'}:
        return 'a valence of -2 to 2'
    return None


def check_rows(paths, key):
    seen, faults = {}, []
    for path in paths:
        for number, row in enumerate(rows(path), 2):
            place = f'{path.name}:{number}'
            fault = faults_of(row)
            if fault:
                faults.append(f'{place}: needs {fault}')
            elif row[key].lower() in seen:
                faults.append(f'{place}: the {key} of {seen[row[key].lower()]}')
            else:
                seen[row[key].lower()] = place
    return faults


def join(root, folder, sentences):
    """What models/join-labels makes of labels for these sentences; the last is a speech at the UN."""
    digests = [hashlib.sha256(text.encode()).hexdigest()[:12] for text in sentences]
    labels = folder / 'labels.tsv'
    labels.write_text('source\tdigest\thostility\ttone\tvalence\n' +
                      ''.join(f'made-up\t{digest}\t1\taccusatory\t-1\n' for digest in digests))
    return subprocess.run([root / 'models/join-labels', labels, folder], capture_output=True, text=True, check=False)


def check_join(root):
    plain, speech = 'The minister is late, "again".', 'We thank the Assembly, and\u00a0you.'
    with tempfile.TemporaryDirectory() as name:
        folder = pathlib.Path(name)
        for file, content in (('politics-text.txt', f'Another sentence.\n{plain}\n'),
                              ('ungd-1946-1989.csv', 'document,speaker,date,text\n'),
                              ('ungd-1990-2024.csv', f'document,speaker,date,text\nXYZ-1999,XYZ,1999,"{speech}"\n')):
            subprocess.run(['zstd', '-q', '-o', folder / (file + '.zst')], input=content.encode(), check=True)
        done = join(root, folder, [plain, speech])
        lines = [line.split('\t') for line in done.stdout.splitlines()[1:]]
        if [line[-1] for line in lines] != [plain, speech] or lines[1][1] != 'ungd-XYZ-1999':
            return [f'models/join-labels gave {lines} {done.stderr}']
        lost = join(root, folder, ['Nobody said this.'])
        if lost.returncode == 0 or '1 of 1 sentences are not in' not in lost.stderr:
            return ['models/join-labels does not tell that a sentence is missing']
    return []


def main():
    root = pathlib.Path(sys.argv[1])
    faults = check_rows(sorted((root / 'models/authored').glob('*.tsv')), 'text')
    faults += check_rows([root / 'models/labels.tsv'], 'digest')
    if shutil.which('zstd'):
        faults += check_join(root)
    for fault in faults:
        print(fault)
    sys.exit(bool(faults))


main()
