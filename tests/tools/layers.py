#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""Holds the layers: which folder may include, import or link what. ARCHITECTURE.md draws them."""
import re
import sys

from sources import project_files, read, report

GUI = r'Qt(Gui|Qml|Quick\w*|Widgets|Svg\w*|OpenGL)\b'
ENGINE = r'taskdeck/(?!monitor/)'  # the task engine's headers: <taskdeck/task.h> and all beside it

# folder, what no file below it may include, why
INCLUDES = [
    ('core/', GUI, 'core knows no window'),
    ('core/task/', r'taskdeck/(monitor|qt|throwtrace)\b|Qt(Network|DBus)/', 'the task engine stands on Qt Core alone'),
    ('core/monitor/include/', ENGINE, 'the monitor shows values, never the engine'),
    ('', r'(qcoro|QCoro)', 'QCoro appears in core/qt only'),
    ('ui/', ENGINE, 'the window holds snapshots and ids, never a task'),
    ('ui/models/', r'QtQuick', 'models are tested without a window'),
]
# The exceptions to a line above, by folder: what is excused there.
EXCUSED = {
    'core/qt/': 'QCoro appears in core/qt only',
    'tests/unit/await/': 'QCoro appears in core/qt only',
}
# folder, what its CMake files may not name
LINKS = [
    ('core/', r'Qt6::(Gui|Qml|Quick\w*|Widgets)\b'),
    ('core/task/', r'Qt6::(Network|DBus)\b|QCoro6?::|Taskdeck::(Monitor|Qt|ThrowTrace)\b'),
    ('ui/', r'Taskdeck::(Core|Qt)\b|QCoro6?::'),
    ('ui/models/', r'Qt6::Quick\w*'),
]
# folder, what its QML may not import
IMPORTS = [
    ('ui/controls/', r'Taskdeck\.(Models|Views)\b', 'a control knows no model'),
    ('ui/', r'"', 'modules are imported by name, never by path'),
]


def main():
    problems = []
    sources = project_files('.cpp', '.h')
    for name in sources:
        excused = [why for folder, why in EXCUSED.items() if name.startswith(folder)]
        for number, line in enumerate(read(name).splitlines(), 1):
            match = re.match(r'\s*#\s*include\s*[<"]([^>"]+)[>"]', line)
            if not match:
                continue
            for folder, forbidden, why in INCLUDES:
                if name.startswith(folder) and re.match(forbidden, match[1]) and why not in excused:
                    problems.append(f'{name}:{number}: includes {match[1]}: {why}')

    cmake = project_files('CMakeLists.txt')
    for name in cmake:
        text = re.sub(r'#[^\n]*', '', read(name))
        for folder, forbidden in LINKS:
            if name.startswith(folder) and (match := re.search(forbidden, text)):
                problems.append(f'{name}: links {match[0]}: not in this layer')

    qml = project_files('.qml')
    for name in qml:
        for number, line in enumerate(read(name).splitlines(), 1):
            for folder, forbidden, why in IMPORTS:
                if name.startswith(folder) and re.match(r'\s*import\s+' + forbidden, line):
                    problems.append(f'{name}:{number}: {line.strip()}: {why}')
    return report(problems, len(sources) + len(cmake) + len(qml))


if __name__ == '__main__':
    sys.exit(main())
