#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""Fails when the program given loads a library of Qt that draws: core_links_no_gui.py PROGRAM"""
import re
import subprocess
import sys

listing = subprocess.run(['readelf', '-d', sys.argv[1]], capture_output=True, text=True, check=True).stdout
needed = re.findall(r'\(NEEDED\).*\[(.*)\]', listing)
drawing = [n for n in needed if re.match(r'libQt6(Gui|Qml|Quick|Widgets|Svg|OpenGL)', n)]
print('\n'.join(needed))
if not any(n.startswith('libQt6Core') for n in needed):
    sys.exit('it does not even load Qt Core: nothing was proved')
sys.exit(f'core needs {", ".join(drawing)}' if drawing else 0)
