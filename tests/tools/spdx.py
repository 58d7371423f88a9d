#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""Every source file says its licence in one of its first three lines."""
import sys

from sources import project_files, read, report

AS_RECEIVED = ('tests/package/consumer/contract.cpp', 'tests/tools/lint_co_await.py')


def main():
    files = [n for n in project_files('.cpp', '.h', '.qml', '.py', '.sh') if n not in AS_RECEIVED]
    problems = [f'{name}: no SPDX-License-Identifier: MIT in its first lines' for name in files
                if 'SPDX-License-Identifier: MIT' not in ''.join(read(name).splitlines(True)[:3])]
    return report(problems, len(files))


if __name__ == '__main__':
    sys.exit(main())
