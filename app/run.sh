#!/bin/sh
# SPDX-License-Identifier: MIT
# Builds Taskdeck if needed and opens its window: sh app/run.sh [arguments of taskdeck; default --demo]
set -eu

root=$(cd -- "$(dirname -- "$(readlink -f -- "$0")")/.." && pwd -P)
. "$root/resources/scripts/prepare.sh"

install_packages run
configure release
build release taskdeck
private_runtime_dir

[ $# -gt 0 ] || set -- --demo
program=$root/build/release/app/taskdeck

# A socket that is really there; the variables alone prove nothing.
has_display() {
    case ${WAYLAND_DISPLAY-} in
    '') ;;
    /*) [ -S "$WAYLAND_DISPLAY" ] && return 0 ;;
    *) [ -S "$XDG_RUNTIME_DIR/$WAYLAND_DISPLAY" ] && return 0 ;;
    esac
    case ${DISPLAY-} in
    '') return 1 ;;
    :* | unix:*)
        number=${DISPLAY#*:}
        number=${number%%.*}
        [ -S "/tmp/.X11-unix/X$number" ] ||
            grep -qs "@/tmp/.X11-unix/X$number\$" /proc/net/unix ;;
    esac
}

# Commands of the command line need no window.
wants_window() {
    case $1 in
    -h | --help | -v | --version | --screenshot | --screenshot=*) return 1 ;;
    -*) ;;
    *) return 1 ;;
    esac
    for argument in "$@"; do
        case $argument in --screenshot | --screenshot=*) return 1 ;; esac
    done
}

if has_display; then
    exec "$program" "$@"
fi
export QT_QPA_PLATFORM=offscreen QT_QUICK_BACKEND=software
wants_window "$@" || exec "$program" "$@"

picture=$root/build/taskdeck.png
rm -f "$picture"
say "There is no display here (neither DISPLAY nor WAYLAND_DISPLAY leads to one), so the window is drawn into a picture."
"$program" --screenshot "$picture" "$@" || {
    code=$?
    say "The window could not be drawn; the program said why above." >&2
    exit "$code"
}
[ -s "$picture" ] || die "The program ended well but left no picture at $picture."
say "$picture"
