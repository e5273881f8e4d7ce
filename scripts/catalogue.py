"""Put the Indonesian catalogue together, or check that it is whole.

Translations are kept in `locale/parts/*.po`, a file a room. This gathers every
sentence that the code can say, takes its Indonesian from the parts, and writes
`locale/id/LC_MESSAGES/upakarti.po` and `.mo`:

    python scripts/catalogue.py           write the catalogue
    python scripts/catalogue.py --check   write nothing; fail where it is not up to date

Both fail when a sentence has no Indonesian, when its blanks are not the same in
both languages, or when two parts disagree.
"""

import io
import sys
from collections.abc import Iterator
from pathlib import Path
from string import Formatter

from babel.messages.catalog import Catalog
from babel.messages.extract import extract_from_dir
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po

from upakarti_tui.cli.app import PLACES, every_command
from upakarti_tui.cli.command import paragraphs

PACKAGE = Path(__file__).parent.parent / "src" / "upakarti_tui"
PARTS = PACKAGE / "locale" / "parts"
TARGET = PACKAGE / "locale" / "id" / "LC_MESSAGES" / "upakarti.po"
KEYWORDS = {"say": (1,), "gettext": (1,)}


def said_in_code() -> Iterator[str]:
    """Yield every sentence that stands in a call of `say` or `gettext`."""
    found = extract_from_dir(PACKAGE, [("**.py", "python")], keywords=KEYWORDS)
    for _file, _line, message, _comments, _context in found:
        yield str(message)


def said_in_help() -> Iterator[str]:
    """Yield every sentence and word of the help of the commands."""
    yield from PLACES
    yield "Show this message and exit."
    for command in every_command():
        yield from paragraphs(command.help)
        yield from (word for word in command.after_usage if word.isupper())
        for parameter in command.params:
            yield getattr(parameter, "help", None) or ""
            # Small letters are what has to be typed; capitals stand for a word of ours.
            if parameter.metavar and parameter.metavar.isupper():
                yield parameter.metavar


def needed() -> list[str]:
    """Return every sentence that can be said, sorted."""
    return sorted({text for text in (*said_in_code(), *said_in_help()) if text})


def translated() -> tuple[dict[str, str], list[str]]:
    """Return the Indonesian of the parts, and where two parts disagree."""
    known: dict[str, str] = {}
    quarrels = []
    for part in sorted(PARTS.glob("*.po")):
        with part.open("rb") as file:
            entries = [m for m in read_po(file) if m.id and m.string]
        for entry in entries:
            first = known.setdefault(str(entry.id), str(entry.string))
            if first != entry.string:
                quarrels.append(f"{part.name}: two translations of: {entry.id}")
    return known, quarrels


def blanks(text: str) -> set[str]:
    """Return the names of the blanks of a sentence."""
    return {name for _, name, _, _ in Formatter().parse(text) if name is not None}


def faults(sentences: list[str], known: dict[str, str]) -> list[str]:
    """Return what is missing and what does not fit."""
    missing = [f"no Indonesian: {text}" for text in sentences if text not in known]
    unfit = [
        f"other blanks: {text}" for text, said in known.items() if blanks(text) != blanks(said)
    ]
    return missing + unfit


class Undated(Catalog):
    """A catalogue that says nothing about when and by what it was written."""

    @property
    def mime_headers(self) -> list[tuple[str, str]]:
        """The head that every reader needs."""
        # Without the second line the texts would be read as ASCII.
        return [("Language", "id"), ("Content-Type", "text/plain; charset=utf-8")]


def written(known: dict[str, str]) -> tuple[bytes, bytes]:
    """Return the catalogue as .po and as .mo, the same bytes for the same translations."""
    catalogue = Undated(locale="id", fuzzy=False, header_comment="")
    for text in sorted(known):
        catalogue.add(text, known[text])
    po, mo = io.BytesIO(), io.BytesIO()
    write_po(po, catalogue, width=100, sort_output=True)
    write_mo(mo, catalogue)
    return po.getvalue(), mo.getvalue()


def main() -> int:
    """Write or check the catalogue; return 1 where something is wrong."""
    known, wrong = translated()
    wrong += faults(needed(), known)
    po, mo = written(known)
    binary = TARGET.with_suffix(".mo")
    if "--check" in sys.argv[1:]:
        if not (TARGET.is_file() and binary.is_file()):
            wrong.append("the catalogue is not written yet")
        elif (TARGET.read_bytes(), binary.read_bytes()) != (po, mo):
            wrong.append("the catalogue is older than its parts: run scripts/catalogue.py")
    else:
        TARGET.parent.mkdir(parents=True, exist_ok=True)
        TARGET.write_bytes(po)
        binary.write_bytes(mo)
    for line in wrong:
        print(line)
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
