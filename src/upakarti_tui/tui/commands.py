"""Every action of the screens, declared once.

Key, foot of the screen, menu, help, remapping and the command line's way of
doing the same all come from these lines. A letter works in both cases and means
one thing everywhere.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from textual.binding import Binding

if TYPE_CHECKING:
    from collections.abc import Iterable

    from textual.binding import BindingType


@dataclass(frozen=True, slots=True)
class Command:
    """One action: what it is called, how it is reached, what it does."""

    id: str
    """Name in a keymap file; the action of the screen is this with underscores."""

    keys: str
    """Keys as Textual names them, commas between."""

    label: str
    """One or two words at the foot of the screen."""

    help: str
    """One sentence: what it does."""

    cli: str = ""
    """The command that does the same; empty for what only a screen can do."""

    sign: str = ""
    """How the key is shown; empty: the first of `keys`."""

    @property
    def action(self) -> str:
        """The name of the screen's method, without `action_`."""
        return self.id.replace("-", "_")

    def shown(self, keymap: dict[str, str]) -> str:
        """Return the key as the foot of the screen and the help show it."""
        remapped = keymap.get(self.id)
        if remapped is None and self.sign:
            return self.sign
        return key_sign((remapped or self.keys).partition(",")[0])


_SIGNS = {
    "enter": "Enter",
    "escape": "Esc",
    "up": "▲",
    "down": "▼",
    "left": "<",
    "right": ">",
    "slash": "/",
    "question_mark": "?",
    "minus": "-",
    "full_stop": ".",
    "comma": ",",
    "space": "Spasi",
    "pageup": "PgUp",
    "pagedown": "PgDn",
    "home": "Home",
    "end": "End",
    "backspace": "Backspace",
    "delete": "Del",
}


def key_sign(key: str) -> str:
    """Return a key as people write it: `^p` for ctrl+p."""
    if key.startswith("ctrl+"):
        return f"^{key_sign(key[5:])}"
    return _SIGNS.get(key, key.upper() if key.startswith("f") and key[1:].isdigit() else key)


def bindings(*offers: Command) -> list[BindingType]:
    """Return what Textual needs to call a screen's actions."""
    return [
        Binding(offer.keys, offer.action, offer.help, show=False, id=offer.id) for offer in offers
    ]


def unique(offers: Iterable[Command]) -> list[Command]:
    """Return commands in order, each once."""
    return list(dict.fromkeys(offers))


# --- on every screen -----------------------------------------------------------------

HELP = Command("help", "question_mark,f1", "Help", "What every key of this screen does.")
MENU = Command("menu", "ctrl+p", "Menu", "Everything that can be done here, to choose from.")
BACK = Command("back", "escape", "Back", "Go back; nothing is lost.")
QUIT = Command("quit", "ctrl+q", "Quit", "Leave the program. Everything is saved.")
LANGUAGE = Command("language", "l,L", "Language", "Indonesian or English.", "--lang id|en")
SAVED = Command("saved", "ctrl+s", "Saved", "Every mark is saved as it is typed.")
HOW_TO_QUIT = Command("how-to-quit", "ctrl+c", "How to quit", "Say how to leave the program.")

# --- moving --------------------------------------------------------------------------

CHOOSE = Command("choose", "enter,right", "Choose", "Take what the cursor is on.")
OPEN = Command("open", "enter,right", "Open", "Open or accept what the cursor is on.")
UP = Command("up", "up", "Up", "One row up.")
DOWN = Command("down", "down", "Down", "One row down.")
PAGE_UP = Command("page-up", "pageup", "Page up", "One screen up.")
PAGE_DOWN = Command("page-down", "pagedown", "Page down", "One screen down.")
FIRST = Command("first", "home", "First", "To the first row.")
LAST = Command("last", "end", "Last", "To the last row.")
MOVES = (UP, DOWN, PAGE_UP, PAGE_DOWN, FIRST, LAST)
LEFT = Command("before", "left", "Before", "The one before.")
RIGHT = Command("after", "right", "After", "The one after.")

# --- scoring -------------------------------------------------------------------------

SCORE = Command("score", "enter,right", "Score", "Open the sheet.", "upakarti score --as SCORER")
MARK = Command(
    "mark", "", "Mark", "Give the mark and go to the next criterion.", "upakarti score", "1-5"
)
EMPTY = Command(
    "empty",
    "backspace,delete",
    "Empty",
    "Take the mark away; so does 0 where the scale has none.",
    "upakarti score",
    "Backspace",
)
NOT_APPLICABLE = Command(
    "not-applicable",
    "minus",
    "Not applicable",
    "The criterion does not apply to this candidate.",
    "upakarti import marks (state not_applicable)",
)
NOTE = Command("note", "c,C", "Note", "Write a note on this criterion.", "upakarti import marks")
FACTS = Command("facts", "f,F", "Facts", "What is claimed and what was found.", "upakarti score")
TALKS = Command("talks", "w,W", "Interviews", "Talks with partner businesses.", "upakarti score")
WRITE = Command(
    "write", "enter,right", "Write", "Write it down, or change it.", "upakarti import marks"
)
STANDS = Command("stands", "", "Finding", "How the claim stood.", "upakarti import marks", "1-4")
UNDO = Command("undo", "u,U,ctrl+z", "Undo", "Take the last change back; again and again.")
NEXT = Command("next", "n,N", "Next", "The next candidate that is not finished.")
SEARCH = Command("search", "slash", "Search", "Find a candidate by number, name or place.")
ABSTAIN = Command(
    "abstain",
    "a,A",
    "Abstain",
    "Give no marks to this candidate, with a reason; again to take it back.",
    "upakarti import marks (state abstained)",
)
INTEREST = Command(
    "interest",
    "i,I",
    "Conflict of interest",
    "Declare what ties you to this candidate.",
    "upakarti recuse",
)
DECLARE_ALL = Command(
    "declare-all", "enter", "Declare", "Declare for the whole list.", "upakarti recuse"
)
TIE = Command("tie", "i,I", "Conflict of interest", "Mark or unmark a tie to this candidate.")
SUBMIT = Command(
    "submit",
    "k,K",
    "Submit",
    "Close your sheets and get the number for the slip.",
    "upakarti submit --as SCORER",
)
YES = Command("yes", "enter", "Choose", "Do what the cursor is on.")
GRADE = Command("grade", "h,H", "Passing grade", "Show or hide the passing grade.")

# --- secretariat ---------------------------------------------------------------------

MERGE = Command(
    "merge",
    "g,G",
    "Merge",
    "Bring books that came back into this one.",
    "upakarti merge FILE... --into BOOK",
)
TRY = Command(
    "try", "enter", "Go on", "Say what merging would do.", "upakarti merge FILE... --dry-run"
)
CHOOSE_FILE = Command("choose-file", "space", "Choose", "Choose or leave out this book.")
OTHER_FILE = Command("other-file", "b,B", "Other file", "Name a book that lies elsewhere.")
CHOOSE_ONE = Command("choose", "enter", "Choose", "Take what the cursor is on.")
WRITE_OUT = Command("write-out", "enter", "Write", "Write the documents.", "upakarti export")
CHANGE = Command("change", "enter", "Change", "Change this setting.", "upakarti configure")
PRESENT = Command(
    "present", "enter", "Presents now", "Say who presents now.", "upakarti agenda --presenting"
)
EARLIER = Command("earlier", "minus", "Earlier", "One turn earlier.", "upakarti agenda --order")
LATER = Command("later", "plus", "Later", "One turn later.", "upakarti agenda --order", "+")
DISCUSS = Command(
    "discuss",
    "asterisk",
    "Discussion",
    "Begin or end the round in which a change needs a reason.",
    "upakarti agenda --discussing",
    "*",
)
NEXT_ROW = Command("next-row", "enter", "Next row", "The next sheet.")
CONFLICTS = Command(
    "conflicts",
    "d,D",
    "Conflicts",
    "Marks that differ, to be decided.",
    "upakarti conflicts; upakarti resolve",
)
PAPER = Command(
    "paper",
    "e,E",
    "Paper entry",
    "Type in sheets that were filled on paper.",
    "upakarti import marks --by NAME",
)
CONFIRM = Command(
    "confirm",
    "v,V",
    "Compare",
    "A second person compares typed sheets with the paper.",
    "upakarti confirm",
)
RANKING = Command(
    "ranking", "r,R", "Ranking", "Places and the passing grade.", "upakarti rank --stage S"
)
TRACE = Command(
    "trace",
    "j,J",
    "Derivation",
    "How a place came about, step by step.",
    "upakarti explain CANDIDATE",
)
SORT = Command("sort", "o,O", "Sort", "Order the list another way.")
EXCEL = Command(
    "excel",
    "x,X",
    "Excel",
    "Write the recapitulation for Excel.",
    "upakarti export recap --format xlsx",
)
DOCUMENTS = Command(
    "documents", "p,P", "Documents", "Write the documents.", "upakarti export determination"
)
COPY = Command("copy", "s,S", "Copy", "Copy the book to a stick.", "upakarti pack; cp")
AGENDA = Command("agenda", "m,M", "Session", "Order of presentation and who presents now.")
PANEL = Command(
    "panel",
    "y,Y",
    "Panel",
    "Agreement and spread of the panel.",
    "upakarti stats --stage S --category C",
)
SETTINGS = Command("settings", "t,T", "Settings", "Letterhead, signatories and paper.")
FINALISE = Command(
    "finalise",
    "z,Z",
    "Finalise",
    "Close the stage for good.",
    "upakarti finalize --stage S --by NAME --position P",
)
OTHER = Command("other", "tab", "Other list", "The next stage or category.", sign="Tab")

EVERYWHERE = (BACK, LANGUAGE, SAVED, HOW_TO_QUIT, MENU, HELP)
"""What every screen answers. Quitting belongs to the program itself."""

# --- while typing text -------------------------------------------------------------------

ACCEPT = Command("accept", "enter", "Done", "Keep what is typed; on the way, go to the next field.")
LEAVE = Command("leave", "escape", "Back", "Go back; a note is kept, nothing else is decided.")
NEXT_FIELD = Command("next-field", "down,tab", "Next field", "The next field.", sign="Tab")
FIELD_BEFORE = Command("field-before", "up,shift+tab", "Field before", "The field before.")
HELP_TYPING = Command("help", "f1", "Help", "What every key of this screen does.")
