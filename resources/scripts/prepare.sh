# SPDX-License-Identifier: MIT
# Shared by app/run.sh, tests/run.sh and .ci/run. Sourced, POSIX sh, also under pipefail; expects $root,
# the project's folder.

say() { printf '%s\n' "$*"; }
die() { printf '%s\n' "$*" >&2; exit 1; }

# A Qt program warns in a locale without UTF-8, and a bare machine has none set.
[ -n "${LC_ALL-}${LC_CTYPE-}${LANG-}" ] || export LC_ALL=C.UTF-8

# ccache finds again what was built from another checkout.
export CCACHE_BASEDIR="$root" CCACHE_NOHASHDIR=1

# install_packages LIST...: installs what is missing of resources/packages/LIST.txt, in one go.
# Where nothing can be installed it says so and returns: perhaps Qt came another way; configuring decides.
install_packages() {
    wanted=
    for list in "$@"; do
        wanted="$wanted $(sed 's/#.*//' "$root/resources/packages/$list.txt" | tr '\n' ' ')"
    done
    if ! command -v dpkg-query >/dev/null || ! command -v apt-get >/dev/null; then
        say "This is not Debian (no apt-get here), so nothing was installed; what is needed is listed in resources/packages."
        return 0
    fi
    # "installed" is printed for what is there; a line for each, in any order.
    present=" $({ dpkg-query -W -f '${db:Status-Status} ${Package}\n' $wanted 2>/dev/null || true; } |
        sed -n 's/^installed //p' | tr '\n' ' ') "
    missing=
    for package in $wanted; do
        case $present in *" $package "*) ;; *) missing="$missing $package" ;; esac
    done
    [ -n "$missing" ] || return 0

    as_root=
    if [ "$(id -u)" -ne 0 ]; then
        if ! command -v sudo >/dev/null; then
            say "Missing packages cannot be installed without root or sudo:$missing"
            return 0
        fi
        if ! sudo -n true 2>/dev/null && ! [ -t 0 ]; then
            say "Missing packages cannot be installed, for sudo wants a password and there is no terminal:$missing"
            return 0
        fi
        as_root=sudo
    fi
    say "Installing:$missing"
    mkdir -p "$root/build"
    packages_log=$root/build/packages.log
    say "  (a few minutes the first time; log: $packages_log)"
    $as_root apt-get update >"$packages_log" 2>&1 ||
        say "The package lists could not be refreshed (apt-get update failed); going on with the old ones."
    # shellcheck disable=SC2086 # one word per package
    $as_root env DEBIAN_FRONTEND=noninteractive apt-get install -y --no-install-recommends \
        -o DPkg::Lock::Timeout=300 $missing >>"$packages_log" 2>&1 </dev/null || {
        tail -n 15 "$packages_log" >&2
        die "The packages could not be installed; the whole story is in $packages_log."
    }
}

# configure PRESET: once; after that the build itself notices what changed.
configure() {
    dir=$root/build/$1
    command -v cmake >/dev/null || die "There is no cmake; install the packages listed in resources/packages/run.txt."
    fresh=
    if [ -f "$dir/CMakeCache.txt" ]; then
        # A folder that was moved or copied together with its build cannot go on.
        if ! grep -qxF "CMAKE_HOME_DIRECTORY:INTERNAL=$root" "$dir/CMakeCache.txt"; then
            fresh=--fresh
        elif [ -f "$dir/.configured" ] && [ -z "$(find "$root/CMakePresets.json" -newer "$dir/.configured")" ]; then
            return 0
        fi
    fi
    mkdir -p "$dir"
    say "Configuring (log: $dir/configure.log)"
    generator=
    command -v ninja >/dev/null || generator='-GUnix Makefiles'
    (cd "$root" && cmake --preset "$1" $fresh ${generator:+"$generator"}) >"$dir/configure.log" 2>&1 </dev/null || {
        tail -n 25 "$dir/configure.log" >&2
        die "Configuring failed, most likely for want of a package of resources/packages/run.txt; the whole story is in $dir/configure.log."
    }
    grep -A 4 'CMake Warning' "$dir/configure.log" || true
    touch "$dir/.configured"
}

# build PRESET [TARGET]: shows progress in one line on a terminal, a line each tenth elsewhere.
build() {
    log=$root/build/$1/build.log
    status=$root/build/$1/.built
    rm -f "$status"
    { cmake --build "$root/build/$1" --parallel "$(nproc)" ${2:+--target "$2"} </dev/null 2>&1 &&
      touch "$status" || true; } | progress "$log"
    [ -f "$status" ] || {
        sed -n '/FAILED:\|error:\|Error [0-9]/,$p' "$log" | sed 60q >&2
        die "The build failed; the whole story is in $log."
    }
}

# Copies a build's output to the file $1 and shows "[n/m]" steps.
progress() {
    shown=
    drawn=
    while IFS= read -r line; do
        printf '%s\n' "$line"
        case $line in
        "["[0-9]*/[0-9]*"]"*)
            at=${line%%]*}; at=${at#[}; of=${at#*/}; at=${at%/*}
            tenth=$((at * 10 / of))
            if [ -t 2 ]; then
                printf '\rBuilding: %s of %s ' "$at" "$of" >&2
                drawn=yes
            elif [ "$tenth" != "$shown" ] && [ "$of" -gt 10 ]; then
                printf 'Building: %s of %s\n' "$at" "$of" >&2
            fi
            shown=$tenth ;;
        esac
    done >"$1"
    [ -z "$drawn" ] || printf '\n' >&2
}

# A private folder for sockets: desktops have one, a bare machine has not, and Qt warns without.
private_runtime_dir() {
    [ -n "${XDG_RUNTIME_DIR-}" ] && [ -d "$XDG_RUNTIME_DIR" ] && [ -w "$XDG_RUNTIME_DIR" ] && return 0
    XDG_RUNTIME_DIR=${TMPDIR:-/tmp}/taskdeck-runtime-$(id -u)
    mkdir -m 700 "$XDG_RUNTIME_DIR" 2>/dev/null || true
    # Somebody else may have made it first.
    [ -O "$XDG_RUNTIME_DIR" ] && ! [ -h "$XDG_RUNTIME_DIR" ] && chmod 700 "$XDG_RUNTIME_DIR" ||
        XDG_RUNTIME_DIR=$(mktemp -d)
    export XDG_RUNTIME_DIR
}
