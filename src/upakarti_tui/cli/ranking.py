"""Ranking: standings, why each stands where it does, and how the panel agreed."""

from typing import Annotated

import typer

from upakarti_tui.cli import console
from upakarti_tui.cli.arguments import (
    AnyCategory,
    AnyStage,
    BookArgument,
    BookOption,
    CandidateArgument,
    Category,
    Draft,
    Stage,
    one_of,
    the_book,
)
from upakarti_tui.cli.command import Command
from upakarti_tui.errors import Exit

app = typer.Typer()


@app.command("rank", cls=Command)
def rank(
    book: BookArgument = None,
    *,
    stage: Stage,
    category: AnyCategory = None,
    form: Annotated[
        str,
        typer.Option(
            "--format",
            metavar="table|json|csv",
            parser=one_of("table", "json", "csv"),
            help="How the standings are written.",
        ),
    ] = "table",
    draft: Draft = False,
    option: BookOption = None,
) -> int:
    """Rank the candidates of a stage against the passing grade.

    The standings are printed even while something is open; the command then ends
    with 5, and with 0 as a draft.
    """
    from upakarti_tui.reports import ranking_forms
    from upakarti_tui.workflows.deciding.rank import rank as places

    ranking = places(the_book(book, option), stage, category, draft=draft)
    if form == "table":
        console.result(ranking_forms.as_table(ranking))
    else:
        write = ranking_forms.as_json if form == "json" else ranking_forms.as_csv
        console.data(write(ranking))
    return Exit.OPEN if ranking.open_items and not draft else Exit.DONE


@app.command("explain", cls=Command)
def explain(
    candidate: CandidateArgument,
    *,
    stage: AnyStage = None,
    form: Annotated[
        str,
        typer.Option(
            "--format",
            metavar="text|json",
            parser=one_of("text", "json"),
            help="How the derivation is written.",
        ),
    ] = "text",
    draft: Draft = False,
    option: BookOption = None,
) -> None:
    """Derive a candidate's place step by step, from the marks to the ladder of ties."""
    from upakarti_tui.reports import explanation_forms
    from upakarti_tui.workflows.deciding.explain import explain as derive

    explanation = derive(the_book(None, option), candidate, stage, draft=draft)
    if form == "json":
        console.data(explanation_forms.as_json(explanation))
    else:
        console.result(explanation_forms.as_text(explanation))


@app.command("stats", cls=Command)
def stats(
    book: BookArgument = None,
    *,
    stage: Stage,
    category: Category,
    form: Annotated[
        str,
        typer.Option(
            "--format",
            metavar="text|json",
            parser=one_of("text", "json"),
            help="How the figures are written.",
        ),
    ] = "text",
    option: BookOption = None,
) -> None:
    """Show how far the panel agreed, who was strict, and how firm the places are."""
    from upakarti_tui.reports import agreement_forms
    from upakarti_tui.workflows.deciding.stats import stats as agreement

    found = agreement(the_book(book, option), stage, category)
    if form == "json":
        console.data(agreement_forms.as_json(found))
    else:
        console.result(agreement_forms.as_text(found))
