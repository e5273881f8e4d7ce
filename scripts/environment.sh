# Sourced by the other scripts: makes the environment in .venv, with the locked versions.
#
#   environment run     what the program needs
#   environment test    that, and what the tests need

set -eu
cd "$(dirname "$0")/.."

say() { printf '\033[0m== %s\n' "$*" >&2; }

as_root() {
    if [ "$(id -u)" -eq 0 ]; then "$@"
    elif command -v sudo >/dev/null 2>&1 && sudo -n true 2>/dev/null; then sudo -n "$@"
    else return 1
    fi
}

debian_packages() {
    command -v apt-get >/dev/null 2>&1 || return 1
    as_root env DEBIAN_FRONTEND=noninteractive sh -c \
        'apt-get update -qq && apt-get install -y -qq --no-install-recommends "$@"' -- "$@" \
        </dev/null >/dev/null
}

find_python() {
    for candidate in python3.11 python3 python3.12 python3.13; do
        if command -v "$candidate" >/dev/null 2>&1 &&
            "$candidate" -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null
        then
            command -v "$candidate"
            return
        fi
    done
    say "Python 3.11 or newer is needed: apt-get install python3 python3-venv"
    exit 1
}

# Debian keeps ensurepip in a package of its own.
make_venv() {
    python=$(find_python)
    if ! "$python" -c 'import ensurepip' 2>/dev/null; then
        say "installing python3-venv"
        debian_packages python3-venv || {
            say "Python's venv is missing. Run: apt-get install python3-venv"
            exit 1
        }
    fi
    say "making .venv with $("$python" --version)"
    "$python" -m venv .venv
}

pango_there() {
    .venv/bin/python -c 'import ctypes; ctypes.CDLL("libpango-1.0.so.0"); ctypes.CDLL("libpangoft2-1.0.so.0")' \
        2>/dev/null
}

# PDF needs Pango, which no Python package brings. All else works without it.
need_pango() {
    pango_there && return
    say "installing Pango, for PDF"
    debian_packages libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0 && pango_there && return
    say "PDF needs Pango: apt-get install libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0"
    say "going on without it: HTML, XLSX, CSV and JSON are written"
}

environment() {
    [ -x .venv/bin/python ] || make_venv
    stamp=.venv/installed-$1
    if ! cmp -s "requirements/$1.txt" "$stamp"; then
        say "installing the locked versions of requirements/$1.txt (a minute or two)"
        .venv/bin/python -m pip install --disable-pip-version-check --quiet --progress-bar off \
            --require-hashes -r "requirements/$1.txt"
        .venv/bin/python -m pip install --disable-pip-version-check --quiet \
            --no-deps --no-build-isolation --editable .
        cp "requirements/$1.txt" "$stamp"
    fi
    need_pango
}
