#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""Every path that a document names in `backquotes` or as a link must exist."""
import os
import re
import sys

from sources import ROOT, project_files, read, report

DOCUMENTS = ['ARCHITECTURE.md', 'CONTRIBUTING.md', 'README.md']
TOP = ('app/', 'core/', 'ui/', 'resources/', 'tests/', '.ci/')


def named_paths(text):
    """Links to files, and backquoted words that begin with a folder of the project. Listings are not read."""
    text = re.sub(r'^```.*?^```', '', text, flags=re.M | re.S)
    for match in re.finditer(r'\]\((?!https?:|#|mailto:)([^)#\s]+)|src="(?!https?:)([^"]+)"', text):
        yield match[1] or match[2]
    for match in re.finditer(r'`([^`\n]+)`', text):
        for word in match[1].split():
            if word.startswith(TOP) and not re.search(r'[<>$…]', word):
                yield word.rstrip(':,.;')


def main():
    problems, checked = [], 0
    files = set(project_files())
    for document in DOCUMENTS:
        for path in sorted(set(named_paths(read(document)))):
            checked += 1
            pattern = re.escape(path.rstrip('/')).replace(r'\*', '[^/]*') + '(/|$)'
            if not any(re.match(pattern, name) for name in files):
                problems.append(f'{document}: names {path}, which does not exist')
    return report(problems, checked)


if __name__ == '__main__':
    sys.exit(main())
