#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""Runs lint_co_await.py over all C++ of the project."""
import os
import subprocess
import sys

from sources import ROOT, project_files

files = project_files('.cpp', '.h')
lint = os.path.join(os.path.dirname(os.path.abspath(__file__)), 'lint_co_await.py')
status = subprocess.run([sys.executable, lint, *files], cwd=ROOT, check=False).returncode
print(f'{len(files)} files checked')
sys.exit(status if files else 1)
