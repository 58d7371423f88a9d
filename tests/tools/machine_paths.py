#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""No file may name a folder that exists on one machine only."""
import re
import sys

from sources import project_files, read, report

PATTERN = re.compile(r'(?:^|[^A-Za-z0-9_.}~*-])/(?:home|root|work|Users|mnt)/[A-Za-z]')
BINARY = ('.png', '.jpg', '.ico', '.qm', '.gz', '.wav', '.ogg', '.svg')
# Examples shown to the user, and data of tests: nobody's folder.
MADE_UP = re.compile(r'/home/(?:user|you|me|kim|ada|demo|test)\b')


def main():
    problems = []
    files = [n for n in project_files() if not n.endswith(BINARY) and n != 'tests/tools/machine_paths.py']
    for name in files:
        for number, line in enumerate(read(name).splitlines(), 1):
            if PATTERN.search(MADE_UP.sub('', line)):
                problems.append(f'{name}:{number}: {line.strip()[:120]}')
    return report(problems, len(files))


if __name__ == '__main__':
    sys.exit(main())
