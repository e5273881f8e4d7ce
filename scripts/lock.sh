#!/bin/sh
# Lock the versions that every machine gets: requirements/run.txt and requirements/test.txt.
. "$(dirname "$0")/environment.sh"

environment test
lock() {
    say "locking requirements/$1.txt"
    name=$1; shift
    CUSTOM_COMPILE_COMMAND=scripts/lock.sh .venv/bin/pip-compile --quiet --generate-hashes --strip-extras \
        --allow-unsafe --no-emit-index-url --no-emit-find-links --no-emit-trusted-host \
        --output-file "requirements/$name.txt" "$@" pyproject.toml
}
lock run --extra pdf --extra build
lock test --extra pdf --extra build --extra test
