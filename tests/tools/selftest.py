#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""The checks themselves: each must find what it is for, and leave good lines alone."""
import os
import re
import subprocess
import sys
import tempfile
import unittest

import layers
import machine_paths
import named_paths
import semantics_ids

HERE = os.path.dirname(os.path.abspath(__file__))


class Checks(unittest.TestCase):
    def test_ids_are_read_from_comments_only(self):
        text = 'void a() // F-01, T-02…T-04\n{ f("F-09"); } // UTF-08 is none, SL-01..03 are three'
        self.assertEqual(list(semantics_ids.cited(text, {'F', 'T', 'SL'})),
                         ['F-01', 'T-02', 'T-03', 'T-04', 'SL-01', 'SL-02', 'SL-03'])

    def test_ids_without_meaning_in_this_language_are_not_required(self):
        wanted = semantics_ids.required({'F-01': 'PORTABLE', 'F-17': 'N/A', 'T-40': 'ADAPT'})
        self.assertEqual(wanted, ['F-01', 'T-40'])

    def test_documents_name_paths_in_backquotes_and_links(self):
        text = 'see `core/task/`, `sh app/run.sh --demo`, [b](ui/x.md), [c](https://example.org) and `app/<name>`'
        self.assertEqual(list(named_paths.named_paths(text)), ['ui/x.md', 'core/task/', 'app/run.sh'])

    def test_folders_of_one_machine(self):
        self.assertTrue(machine_paths.PATTERN.search('"' + '/home' + '/someone/x"'))
        self.assertTrue(machine_paths.PATTERN.search('/work' + '/x'))
        self.assertFalse(machine_paths.PATTERN.search('build/work/x and ~/work/x and ${a}/work/x'))

    def test_layers_refuse_the_engine_in_the_window(self):
        rule = dict((folder, pattern) for folder, pattern, _ in layers.INCLUDES if folder == 'ui/')['ui/']
        self.assertTrue(re.match(rule, 'taskdeck/task.h'))
        self.assertFalse(re.match(rule, 'taskdeck/monitor/taskfeed.h'))

    def test_co_await_lint_finds_a_captured_lambda(self):
        with tempfile.TemporaryDirectory() as folder:
            name = os.path.join(folder, 'bad.cpp')
            with open(name, 'w', encoding='utf-8') as file:
                file.write('co_await run([text] { return text; });\n')
            lint = os.path.join(HERE, 'lint_co_await.py')
            self.assertEqual(subprocess.run([sys.executable, lint, name], capture_output=True, check=False).returncode, 1)


if __name__ == '__main__':
    unittest.main()
