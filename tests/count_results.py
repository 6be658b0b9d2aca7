#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Adds up the cases of meson test runs and prints the line that CI reads: N passed, N failed.

A TAP test counts each of its cases, any other test counts as one. Usage: count_results.py BUILD_FOLDER...
"""
import json
import os
import re
import sys

CASE = re.compile(r'^(not )?ok\b(?:[^#]*)(?:#\s*(skip|todo)\b)?', re.IGNORECASE)


def count_test(test):
    """Passed, failed and skipped cases of one test of testlog.json."""
    good = test['result'] in ('OK', 'EXPECTEDFAIL')
    if test['result'] == 'SKIP':
        return 0, 0, 1
    passed = failed = skipped = 0
    for line in test.get('stdout', '').splitlines():
        case = CASE.match(line)
        if not case:
            continue
        if case.group(2):
            skipped += 1
        elif case.group(1):
            failed += 1
        else:
            passed += 1
    if passed + failed + skipped == 0:
        return (1, 0, 0) if good else (0, 1, 0)
    if not good and failed == 0:  # it crashed after its last case
        failed = 1
    return passed, failed, skipped


def main(folders):
    totals = [0, 0, 0]
    for folder in folders:
        with open(os.path.join(folder, 'meson-logs', 'testlog.json'), encoding='utf-8') as log:
            for line in log:
                test = json.loads(line)
                counts = count_test(test)
                totals = [a + b for a, b in zip(totals, counts)]
                if counts[1]:
                    print(f"{folder}: {test['name']}: {test['result']}, {counts[1]} cases failed", file=sys.stderr)
    print(f'{totals[0]} passed, {totals[1]} failed, {totals[2]} skipped')
    return 1 if totals[1] or not totals[0] else 0


if __name__ == '__main__':
    sys.exit(main(sys.argv[1:]))
