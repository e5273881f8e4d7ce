"""Beginning: the screen, the example, a new book."""

from pathlib import Path
from typing import Annotated

import typer

from upakarti_tui.cli import console
from upakarti_tui.cli.arguments import BookArgument, BookOption, the_book
from upakarti_tui.cli.command import Command
from upakarti_tui.domain.problems import say
from upakarti_tui.locale import gettext, told

app = typer.Typer()


@app.command("open", cls=Command)
def open_(book: BookArgument = None, option: BookOption = None) -> int:
    """Open a book on the screen.

    The same happens when upakarti is called without a command.
    """
    return on_screen(the_book(book, option))


def on_screen(book: Path) -> int:
    """Open a book on the screen and return the exit code."""
    from upakarti_tui.tui.app import run

    return run(book, None)


@app.command("demo", cls=Command)
def demo(
    folder: Annotated[
        Path, typer.Argument(metavar="DIR", help="Folder for the example; it is made.")
    ] = Path("upakarti-demo"),
) -> None:
    """Play the award of 2024 with made-up candidates, from the proposals to the list.

    Books are handed out, filled, merged, ranked and made final in the folder, and
    the documents are written beside them. The same folder of files comes out every time.
    """
    from upakarti_tui.reports.columns import columns
    from upakarti_tui.workflows.demo.play import play

    played = play(folder, console.note)
    categories = [title for title, _ in played.steps[0].by_category]
    heads = [gettext("stage"), gettext("candidates"), *categories]
    rows = [
        [
            step.title if isinstance(step.title, str) else told(step.title),
            str(step.total),
            *(str(count) for _, count in step.by_category),
        ]
        for step in played.steps
    ]
    console.result(columns(heads, rows))
    console.lines(map(str, played.documents))


@app.command("init", cls=Command)
def init(
    folder: Annotated[Path, typer.Argument(metavar="DIR", help="Folder of the book; it is made.")],
    template: Annotated[
        str,
        typer.Option(
            "--template", metavar="ID|FILE", help="A template's id, or a file ending in .yaml."
        ),
    ],
) -> None:
    """Begin a new book from a template."""
    from upakarti_tui.workflows.start import begin

    path = begin(folder, template)
    console.result(str(path))
    console.note(
        say("The book is begun. Next: upakarti import candidates FILE --book {path}", path=path)
    )
