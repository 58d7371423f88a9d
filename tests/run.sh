#!/bin/sh
# SPDX-License-Identifier: MIT
# Builds Taskdeck with its tests and runs them: sh tests/run.sh [arguments of ctest, as -L unit or -R mainwindow]
set -eu

root=$(cd -- "$(dirname -- "$(readlink -f -- "$0")")/.." && pwd -P)
. "$root/resources/scripts/prepare.sh"

install_packages run tests
configure dev
build dev
# CMake made it; a reboot may have taken it away.
mkdir -p -m 700 "$(cat "$root/build/dev/runtime-dir")"

cd "$root"
exec ctest --preset dev --parallel "$(nproc)" "$@"
