#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""The built program, used through its window: tst_program.py PROGRAM"""
import json
import os
import subprocess
import sys
import unittest

from desktop import Desktop, wait_for

PROGRAM = sys.argv.pop(1)


class ProgramTest(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.desktop = cls.enterClassContext(Desktop(1280, 1000))
        cls.desktop.start(PROGRAM, '--demo', '--lang', 'en', '--theme', 'light', '--size', '1180x960')

    def show(self, name):
        """Narrows the list down to tasks of that name, as a user would; returns the row."""
        self.desktop.click(self.desktop.find(name='Filter tasks', role='text'))
        self.desktop.key('ctrl+a')
        self.desktop.type(name)
        tasks = self.desktop.find(role='list', name='Tasks')
        wait_for(lambda: len(self.desktop.all(role='list item', inside=tasks)) <= 2,
                 f'a list narrowed down to {name}', self.desktop.describe)
        return self.desktop.find(role='list item', name=name)

    def wait_for_row(self, name, description):
        return self.desktop.find(role='list item', name=name, description=description)

    def test_1_a_click_on_cancel_ends_in_cancelled(self):
        self.show('build taskdeck')

        self.desktop.click(self.desktop.find(name='Cancel build taskdeck'))

        self.wait_for_row('build taskdeck', 'Cancelled.*')

    def test_2_a_refused_cancel_says_so(self):
        self.show('write search index')

        self.desktop.click(self.desktop.find(name='Cancel write search index'))

        self.wait_for_row('write search index', '.*refused, still running \\(1 request\\).*')

    def test_3_the_exception_pane_shows_type_message_and_causes(self):
        self.desktop.click(self.show('monthly report'))
        self.wait_for_row('monthly report', 'Failed.*')

        self.desktop.click(self.desktop.find(role='page tab', name='Exception.*'))

        shown = wait_for(lambda: self.failures(4), 'four exceptions', self.desktop.describe)
        self.assertTrue(all(kind and message for kind, message in shown), shown)
        self.assertEqual(len(set(shown)), 4, 'each cause is another exception')

    def failures(self, count):
        rows = [i for i in self.desktop.all(role='list item') if 'Error' in i.get_name() or '::' in i.get_name()]
        return [(i.get_name(), i.get_description()) for i in rows] if len(rows) == count else None

    def test_4_an_action_on_an_ended_task_runs_at_once(self):
        file = os.path.join(self.desktop.home, 'outcome.json')
        self.desktop.click(self.show('weather in Jeju'))
        self.desktop.click(self.desktop.find(role='page tab', name='Actions.*'))
        self.desktop.click(self.desktop.find(role='text', name='Command to run'))
        self.desktop.type(f'cat > {file}.part; mv {file}.part {file}')

        self.desktop.click(self.desktop.find(name='Add'))

        wait_for(lambda: os.path.exists(file), 'what the action wrote', self.desktop.describe)
        with open(file, encoding='utf-8') as written:
            report = json.load(written)
        self.assertEqual(report['name'], 'weather in Jeju')
        self.assertEqual(report['outcome'], 'done')

    def test_5_a_command_is_started_from_the_dialog(self):
        self.desktop.key('ctrl+n')
        self.desktop.click(self.desktop.find(role='text', name='Command'))
        self.desktop.type('sh -c "exit 3"')
        self.desktop.click(self.desktop.find(name='Start'))

        self.show('sh -c "exit 3"')
        self.wait_for_row('sh -c "exit 3"', 'Failed.*exit code 3.*')

    def test_6_closing_leaves_nothing_behind(self):
        children = subprocess.run(['ps', '-o', 'pid=', '--ppid', str(self.desktop.program.pid)],
                                  capture_output=True, text=True, check=False).stdout.split()
        self.assertTrue(children, 'the demo has commands that run')

        self.assertEqual(self.desktop.quit(), 0)

        left = [pid for pid in children if os.path.exists(f'/proc/{pid}')]
        self.assertEqual(left, [])
        self.assertEqual(self.desktop.complaint(), '')


if __name__ == '__main__':
    unittest.main(verbosity=2)
