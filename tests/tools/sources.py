#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""Lists the project's own files: sources.py [--null] [SUFFIX...], as in sources.py .cpp .h"""
import os
import subprocess
import sys

ROOT = os.path.dirname(os.path.dirname(os.path.dirname(os.path.abspath(__file__))))


def project_files(*suffixes):
    """Paths below ROOT, sorted; all files when no suffix is given. Build folders are not the project."""
    listing = subprocess.run(
        ['git', '-C', ROOT, 'ls-files', '-z', '--cached', '--others', '--exclude-standard'],
        capture_output=True, check=False) if os.path.exists(os.path.join(ROOT, '.git')) else None
    if listing and listing.returncode == 0:
        names = listing.stdout.decode().split('\0')
    else:  # an archive, or no git
        names = []
        for folder, folders, files in os.walk(ROOT):
            folders[:] = [f for f in folders
                          if not f.startswith('build') and f not in ('.git', '.cache', '__pycache__')]
            names += [os.path.relpath(os.path.join(folder, f), ROOT) for f in files]
    return sorted(n for n in set(names)
                  if n and n.endswith(suffixes or ('',)) and os.path.isfile(os.path.join(ROOT, n)))


def read(name):
    with open(os.path.join(ROOT, name), encoding='utf-8', errors='replace') as file:
        return file.read()


def report(problems, checked):
    """Prints what was found and gives the exit status. Having looked at nothing is a failure too."""
    for problem in problems:
        print(problem)
    print(f'{checked} checked, {len(problems)} found')
    return 1 if problems or not checked else 0


if __name__ == '__main__':
    arguments = sys.argv[1:]
    null = '--null' in arguments
    found = project_files(*[a for a in arguments if a != '--null'])
    sys.stdout.write(''.join(n + ('\0' if null else '\n') for n in found))
