#!/bin/sh
# Gathers what a machine of this kind without internet needs, into a folder to copy to a stick:
# dist/upakarti-offline/, with an install.sh of its own.
. "$(dirname "$0")/environment.sh"

environment run
folder=dist/upakarti-offline
rm -rf "$folder"
mkdir -p "$folder/wheels"
say "gathering the locked versions"
.venv/bin/python -m pip download --disable-pip-version-check --quiet --progress-bar off --only-binary :all: \
    --require-hashes -r requirements/run.txt -d "$folder/wheels"
say "making the wheel"
.venv/bin/python -m pip wheel --disable-pip-version-check --quiet --no-deps --no-build-isolation \
    -w "$folder/wheels" .
cat > "$folder/install.sh" <<'INSTALL'
#!/bin/sh
# Installs upakarti without internet: sh install.sh [FOLDER]
set -eu
from=$(cd "$(dirname "$0")" && pwd)
to=${1:-$HOME/upakarti-program}
python3 -m venv "$to"
"$to/bin/python" -m pip install --disable-pip-version-check --quiet --no-index --find-links "$from/wheels" \
    'upakarti-tui[pdf]'
"$to/bin/upakarti" --version
echo "$to/bin/upakarti"
INSTALL
say "copy $folder to a stick; on the other machine: sh install.sh"
