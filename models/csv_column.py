#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Prints one column of a CSV on standard input, a row a line. Usage: csv_column.py COLUMN"""
import csv
import sys

csv.field_size_limit(1 << 30)
for row in csv.DictReader(sys.stdin):
    print(row[sys.argv[1]].replace('\n', ' '))
