#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""Which behaviours of the catalogue (semantics-ids.txt) have a test: ids cited in comments below tests/unit.

Prints and fails for an id that the catalogue has not, and for one without a test.
semantics_ids.py           what is wrong; nothing if all is well
semantics_ids.py --all     each id with the files that cite it
"""
import collections
import re
import sys

from sources import project_files, read

def catalogue():
    lines = (line.split() for line in read('tests/tools/semantics-ids.txt').splitlines())
    return {words[0]: words[1] for words in lines if words and words[0] != '#'}


def cited(text, groups):
    """Ids in the // comments of `text`; A-01…A-03 names each of the three."""
    one = rf'\b({"|".join(sorted(groups, key=len, reverse=True))})-(\d\d)\b'
    for comment in re.findall(r'//(.*)', text):
        for match in re.finditer(rf'{one}(?:\s*(?:…|\.\.\.?|–)\s*(?:\1-)?(\d\d)\b)?', comment):
            for number in range(int(match[2]), int(match[3] or match[2]) + 1):
                yield f'{match[1]}-{number:02}'


def required(ids):
    return [name for name, tag in ids.items() if tag != 'N/A']


def main():
    ids = catalogue()
    groups = {name.split('-')[0] for name in ids}
    files = collections.defaultdict(set)
    for name in project_files('.cpp', '.h'):
        if name.startswith('tests/unit/'):
            for found in cited(read(name), groups):
                files[found].add(name)

    unknown = sorted(set(files) - set(ids))
    missing = [name for name in required(ids) if name not in files]
    if '--all' in sys.argv:
        for name, tag in ids.items():
            print(f'{name:6} {tag:9} {" ".join(sorted(files[name])) or "-"}')
    for name in unknown:
        print(f'{name}: cited in {", ".join(sorted(files[name]))}, but the catalogue has no such id')
    for name in missing:
        print(f'{name}: no test in tests/unit cites it')
    return 1 if unknown or missing else 0


if __name__ == '__main__':
    sys.exit(main())
