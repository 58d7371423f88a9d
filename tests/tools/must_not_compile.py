#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""Misuse must be refused, for the right reason: must_not_compile.py BUILD_FOLDER CASE.cpp

The case compiles as it stands, and not with -DMISUSE; then the compiler says what its `// expect:` line asks for.
"""
import json
import os
import re
import shlex
import subprocess
import sys


def command_for(build, case):
    with open(os.path.join(build, 'compile_commands.json'), encoding='utf-8') as file:
        entries = [e for e in json.load(file) if os.path.realpath(e['file']) == os.path.realpath(case)]
    words = shlex.split(entries[0]['command'])
    at = words.index('-o')
    words = words[:at] + words[at + 2:]
    words.remove('-c')
    if os.path.basename(words[0]) == 'ccache':
        words = words[1:]
    return words + ['-fsyntax-only'], entries[0]['directory']


def main(build, case):
    with open(case, encoding='utf-8') as file:
        expected = re.search(r'^// expect: (.*)$', file.read(), re.M)[1]
    command, folder = command_for(build, case)
    environment = dict(os.environ, LC_ALL='C')

    good = subprocess.run(command, cwd=folder, env=environment, capture_output=True, text=True, check=False)
    if good.returncode:
        sys.exit(f'{case} does not compile even without the misuse:\n{good.stderr}')
    bad = subprocess.run([*command, '-DMISUSE'], cwd=folder, env=environment, capture_output=True, text=True, check=False)
    if not bad.returncode:
        sys.exit(f'{case}: the misuse compiles')
    if not re.search(expected, bad.stderr):
        sys.exit(f'{case}: refused, but not with "{expected}":\n{bad.stderr}')
    print(re.search(f'.*{expected}.*', bad.stderr)[0])


if __name__ == '__main__':
    main(*sys.argv[1:])
