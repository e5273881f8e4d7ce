"""Every action of the screens, declared once.

Key, foot of the screen, menu, help, remapping and the command line's way of
doing the same all come from these lines. A letter works in both cases and means
one thing everywhere.
"""

from __future__ import annotations

from upakarti_tui.domain.problems import say
from upakarti_tui.tui.command import Command

# --- on every screen -----------------------------------------------------------------

HELP = Command("help", "question_mark,f1", say("Help"), say("What every key of this screen does."))
MENU = Command(
    "menu", "ctrl+p", say("Menu"), say("Everything that can be done here, to choose from.")
)
BACK = Command("back", "escape", say("Back"), say("Go back; nothing is lost."))
QUIT = Command("quit", "ctrl+q", say("Quit"), say("Leave the program. Everything is saved."))
LANGUAGE = Command(
    "language", "l,L", say("Language"), say("Indonesian or English."), "--lang id|en"
)
SAVED = Command("saved", "ctrl+s", say("Saved"), say("Every mark is saved as it is typed."))
HOW_TO_QUIT = Command(
    "how-to-quit", "ctrl+c", say("How to quit"), say("Say how to leave the program.")
)

# --- moving --------------------------------------------------------------------------

CHOOSE = Command("choose", "enter,right", say("Choose"), say("Take what the cursor is on."))
OPEN = Command("open", "enter,right", say("Open"), say("Open or accept what the cursor is on."))
UP = Command("up", "up", say("Up"), say("One row up."))
DOWN = Command("down", "down", say("Down"), say("One row down."))
PAGE_UP = Command("page-up", "pageup", say("Page up"), say("One screen up."))
PAGE_DOWN = Command("page-down", "pagedown", say("Page down"), say("One screen down."))
FIRST = Command("first", "home", say("First"), say("To the first row."))
LAST = Command("last", "end", say("Last"), say("To the last row."))
MOVES = (UP, DOWN, PAGE_UP, PAGE_DOWN, FIRST, LAST)
LEFT = Command("before", "left", say("Before"), say("The one before."))
RIGHT = Command("after", "right", say("After"), say("The one after."))

# --- scoring -------------------------------------------------------------------------

SCORE = Command(
    "score", "enter,right", say("Score"), say("Open the sheet."), "upakarti score --as SCORER"
)
MARK = Command(
    "mark",
    "",
    say("Mark"),
    say("Give the mark and go to the next criterion."),
    "upakarti score",
    "1-5",
)
EMPTY = Command(
    "empty",
    "backspace,delete",
    say("Empty"),
    say("Take the mark away; so does 0 where the scale has none."),
    "upakarti score",
    "Backspace",
)
NOT_APPLICABLE = Command(
    "not-applicable",
    "minus",
    say("Not applicable"),
    say("The criterion does not apply to this candidate."),
    "upakarti import marks (state not_applicable)",
)
NOTE = Command(
    "note", "c,C", say("Note"), say("Write a note on this criterion."), "upakarti import marks"
)
FACTS = Command(
    "facts",
    "f,F",
    say("Facts"),
    say("What is claimed and what was found."),
    "upakarti import marks",
)
TALKS = Command(
    "talks",
    "w,W",
    say("Interviews"),
    say("Talks with partner businesses."),
    "upakarti import marks",
)
WRITE = Command(
    "write",
    "enter,right",
    say("Write"),
    say("Write it down, or change it."),
    "upakarti import marks",
)
STANDS = Command(
    "stands", "", say("Finding"), say("How the claim stood."), "upakarti import marks", "1-4"
)
UNDO = Command(
    "undo", "u,U,ctrl+z", say("Undo"), say("Take the last change back; again and again.")
)
NEXT = Command("next", "n,N", say("Next"), say("The next candidate that is not finished."))
SEARCH = Command(
    "search",
    "slash",
    say("Search"),
    say("Find a candidate by number, name or place."),
    "upakarti find WORD...",
)
ABSTAIN = Command(
    "abstain",
    "a,A",
    say("Abstain"),
    say("Give no marks, with a reason; once more takes it back."),
    "upakarti import marks (state abstained)",
)
INTEREST = Command(
    "interest",
    "i,I",
    say("Conflict of interest"),
    say("Declare what ties you to this candidate."),
    "upakarti declare --candidate CANDIDATE --kind KIND",
)
DECLARE_ALL = Command(
    "declare-all",
    "enter",
    say("Declare"),
    say("Declare for the whole list."),
    "upakarti declare --as SCORER --stage S",
)
TIE = Command(
    "tie",
    "i,I",
    say("Conflict of interest"),
    say("Mark or unmark a tie to this candidate."),
    "upakarti declare --candidate CANDIDATE --kind KIND",
)
SUBMIT = Command(
    "submit",
    "k,K",
    say("Submit"),
    say("Close your sheets and get the number for the slip."),
    "upakarti submit --as SCORER",
)
YES = Command("yes", "enter", say("Choose"), say("Do what the cursor is on."))
GRADE = Command("grade", "h,H", say("Passing grade"), say("Show or hide the passing grade."))

# --- secretariat ---------------------------------------------------------------------

MERGE = Command(
    "merge",
    "g,G",
    say("Merge"),
    say("Bring books that came back into this one."),
    "upakarti merge FILE... --into BOOK",
)
TRY = Command(
    "try",
    "enter",
    say("Go on"),
    say("Say what merging would do."),
    "upakarti merge FILE... --dry-run",
)
CHOOSE_FILE = Command("choose-file", "space", say("Choose"), say("Choose or leave out this book."))
OTHER_FILE = Command(
    "other-file", "b,B", say("Other file"), say("Name a book that lies elsewhere.")
)
CHOOSE_ONE = Command("choose", "enter", say("Choose"), say("Take what the cursor is on."))
WRITE_OUT = Command(
    "write-out", "enter", say("Write"), say("Write the documents."), "upakarti export"
)
CHANGE = Command(
    "change", "enter", say("Change"), say("Change this setting."), "upakarti configure"
)
PRESENT = Command(
    "present",
    "enter",
    say("Presents now"),
    say("Say who presents now."),
    "upakarti agenda --presenting",
)
EARLIER = Command(
    "earlier", "minus", say("Earlier"), say("One turn earlier."), "upakarti agenda --order"
)
LATER = Command(
    "later", "plus", say("Later"), say("One turn later."), "upakarti agenda --order", "+"
)
DISCUSS = Command(
    "discuss",
    "asterisk",
    say("Discussion"),
    say("Begin or end the round in which a change needs a reason."),
    "upakarti agenda --discussing",
    "*",
)
NEXT_ROW = Command("next-row", "enter", say("Next row"), say("The next sheet."))
CONFLICTS = Command(
    "conflicts",
    "d,D",
    say("Conflicts"),
    say("Marks that differ, to be decided."),
    "upakarti conflicts; upakarti resolve",
)
PAPER = Command(
    "paper",
    "e,E",
    say("Paper entry"),
    say("Type in sheets that were filled on paper."),
    "upakarti import marks --by NAME",
)
CONFIRM = Command(
    "confirm",
    "v,V",
    say("Compare"),
    say("A second person compares typed sheets with the paper."),
    "upakarti confirm",
)
RANKING = Command(
    "ranking",
    "r,R",
    say("Ranking"),
    say("Places and the passing grade."),
    "upakarti rank --stage S",
)
TRACE = Command(
    "trace",
    "j,J",
    say("Derivation"),
    say("How a place came about, step by step."),
    "upakarti explain CANDIDATE",
)
SORT = Command("sort", "o,O", say("Sort"), say("Order the list another way."))
EXCEL = Command(
    "excel",
    "x,X",
    say("Excel"),
    say("Write the recapitulation for Excel."),
    "upakarti export recap --format xlsx",
)
DOCUMENTS = Command(
    "documents",
    "p,P",
    say("Documents"),
    say("Write the documents."),
    "upakarti export determination",
)
COPY = Command("copy", "s,S", say("Copy"), say("Copy the book to a stick."), "upakarti pack; cp")
AGENDA = Command(
    "agenda",
    "m,M",
    say("Session"),
    say("Order of presentation and who presents now."),
    "upakarti agenda",
)
PANEL = Command(
    "panel",
    "y,Y",
    say("Panel"),
    say("Agreement and spread of the panel."),
    "upakarti stats --stage S --category C",
)
SETTINGS = Command(
    "settings",
    "t,T",
    say("Settings"),
    say("Letterhead, signatories and paper."),
    "upakarti configure",
)
FINALISE = Command(
    "finalise",
    "z,Z",
    say("Finalise"),
    say("Close the stage for good."),
    "upakarti finalize --stage S --by NAME --position P",
)
OTHER = Command("other", "tab", say("Other list"), say("The next stage or category."), sign="Tab")

EVERYWHERE = (BACK, LANGUAGE, SAVED, HOW_TO_QUIT, MENU, HELP)
"""What every screen answers. Quitting belongs to the program itself."""

# --- while typing text -------------------------------------------------------------------

ACCEPT = Command(
    "accept", "enter", say("Done"), say("Keep what is typed; on the way, go to the next field.")
)
ENTER_NEXT = Command(
    "accept",
    "enter",
    say("Next field"),
    say("Keep what is typed; on the way, go to the next field."),
)
LEAVE = Command(
    "leave", "escape", say("Back"), say("Go back; a note is kept, anything else waits here.")
)
NEXT_FIELD = Command(
    "next-field", "down,tab", say("Next field"), say("The next field."), sign="Tab"
)
FIELD_BEFORE = Command(
    "field-before", "up,shift+tab", say("Field before"), say("The field before.")
)
HELP_TYPING = Command("help", "f1", say("Help"), say("What every key of this screen does."))
