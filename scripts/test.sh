#!/bin/sh
# Style, types, layers, then the tests. Arguments go to pytest: `scripts/test.sh -m endurance`.
. "$(dirname "$0")/environment.sh"

environment test
say "ruff";         .venv/bin/ruff check .
say "ruff format";  .venv/bin/ruff format --check .
say "mypy";         .venv/bin/mypy
say "layers";       .venv/bin/lint-imports
say "pytest"
# A file's tests stay together: they share what is slow to make.
exec .venv/bin/pytest -n 2 --dist loadfile "$@"
