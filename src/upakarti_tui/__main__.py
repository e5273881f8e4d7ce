"""Where the program starts."""

import gc
import sys
from collections.abc import Sequence


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command and return its exit code; without arguments, those of the process."""
    given = sys.argv[1:] if arguments is None else list(arguments)
    if given == ["--version"]:
        # Asked by scripts and installers; nothing else needs loading for it.
        from upakarti_tui import __version__  # noqa: PLC0415 -- nothing else needs it

        print(__version__)  # noqa: T201 -- the console is not loaded here
        return 0
    # Nearly all that a command makes lives until it ends; looking for the rest costs a tenth.
    gc.set_threshold(100_000, 20, 20)
    try:
        from upakarti_tui.cli.run import run  # noqa: PLC0415 -- within reach of Ctrl+C

        return run(given)
    except KeyboardInterrupt:
        # Pressed before the command line could take it, or twice.
        return 130


if __name__ == "__main__":
    sys.exit(main())
