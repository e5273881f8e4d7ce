#!/bin/sh
# The whole award of 2024, from 247 proposals to the determination list, in one go.
. "$(dirname "$0")/environment.sh"

environment run
exec .venv/bin/upakarti demo "$@"
