"""Places in one category, with the line of the passing grade through them."""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING, ClassVar

from upakarti_tui.domain.scoring.counting import Seat
from upakarti_tui.domain.standing import Outcome, Standing, State, Unranked
from upakarti_tui.errors import UpakartiError
from upakarti_tui.locale import gettext, told
from upakarti_tui.tui import commands
from upakarti_tui.tui.command import bindings
from upakarti_tui.tui.screens.listing import ListingPage
from upakarti_tui.tui.screens.page import WIDE
from upakarti_tui.tui.widgets import glyphs
from upakarti_tui.tui.widgets.bars import grade_bar, spread
from upakarti_tui.tui.widgets.line import Ink, Line, wrapped
from upakarti_tui.tui.words import OUTCOMES, UNPLACED, number, score

if TYPE_CHECKING:
    from textual.binding import BindingType

    from upakarti_tui.workflows.deciding.standings import Standings

Row = Standing | Unranked | str
"""A candidate, or a line across the table."""

SEATS = {Seat.ABSTAINED: "abs", Seat.RECUSED: glyphs.NOT, Seat.CONFLICT: "!"}


class RankingPage(ListingPage[None]):
    """The standings of one stage, a category at a time."""

    OFFERS = (
        commands.TRACE,
        commands.PANEL,
        commands.OTHER,
        commands.EXCEL,
        commands.DOCUMENTS,
        commands.BACK,
        commands.SORT,
    )
    BINDINGS: ClassVar[list[BindingType]] = bindings(
        *(offer for offer in OFFERS if offer is not commands.BACK), commands.OPEN
    )

    def __init__(self, stage: str) -> None:
        super().__init__()
        self.stage = stage
        self.standings: Standings | None = None
        self.refused = ""
        self.by_number = False
        """Whether the list is ordered by candidate instead of by place."""

        self._rows: list[Row] = []

    def on_mount(self) -> None:
        """Read the standings of the first category."""
        self.read(None)
        super().on_mount()

    def read(self, category: str | None) -> None:
        """Read the standings of a category."""
        from upakarti_tui.workflows.deciding.standings import standings  # noqa: PLC0415 -- heavy

        try:
            self.standings = standings(self.app.book, self.stage, category)
        except UpakartiError as error:
            self.refused = " ".join(told(message) for message in error.messages)
            return
        self.cursor = self.top = 0
        self._gather()

    def _gather(self) -> None:
        """Gather the rows, with a line where the passing grade or the quota parts them."""
        assert self.standings is not None  # noqa: S101 -- read before
        ranking = self.standings.ranking
        unranked: list[Row] = list(ranking.unranked)
        if self.by_number:
            listed: list[Standing | Unranked] = [*ranking.standings, *ranking.unranked]
            listed.sort(key=lambda row: row.candidate)
            self._rows = [*listed]
            return
        self._rows = []
        before: Outcome | None = None
        for standing in ranking.standings:
            failing = standing.outcome is Outcome.FAILS
            if failing and before is not Outcome.FAILS and ranking.passing_grade is not None:
                self._rows.append("grade")
            beyond = standing.outcome is Outcome.BEYOND_QUOTA
            if beyond and before is not Outcome.BEYOND_QUOTA:
                self._rows.append("quota")
            self._rows.append(standing)
            before = standing.outcome
        if unranked:
            self._rows += ["unranked", *unranked]

    # --- what is shown -----------------------------------------------------------------------

    def heading(self) -> tuple[str, str]:
        """Return whether this is provisional, and of what."""
        shown = self.standings
        if shown is None:
            return gettext("Ranking"), gettext("Secretariat")
        words = {
            State.DRAFT: gettext("PROVISIONAL RANKING"),
            State.COMPLETE: gettext("RANKING"),
            State.FINAL: gettext("FINAL RANKING"),
        }
        print_ = f"{shown.fingerprint[:4]}-{shown.fingerprint[4:8]}"
        where = f"{words[shown.state]} · {shown.stage.title} · {shown.category.title}"
        return where, f"{gettext('fingerprint')} {print_}"

    def count(self) -> int:
        """Return how many rows there are."""
        return len(self._rows)

    def stands_on(self, at: int) -> bool:
        """Tell whether a row is a candidate."""
        return not isinstance(self._rows[at], str)

    def body(self, width: int, height: int) -> list[Line]:
        """Return the table, and what is known of the row under the cursor."""
        if self.standings is None:
            return [Line(), *(Line(" ").put(r, Ink.BAD) for r in wrapped(self.refused, width - 3))]
        if self._rows and not self.stands_on(self.cursor):
            self.cursor += 1
        below = self._known(width)
        room = height - 1 - len(below)
        rows = self.window(width, room, begins=1)
        if not rows:
            rows = [Line("   ").put(gettext("Nobody is ranked here yet."), Ink.FAINT)]
        rows += [Line() for _ in range(room - len(rows))]
        return [self._head(width), *rows, *below]

    def _columns(self, width: int) -> tuple[int, int, int]:
        """Return the widths of name, province and picture."""
        rest = width - 3 - 5 - 9 - 9 - 9
        scorers = self._shown_scorers(width)
        rest -= 6 * len(scorers)
        province = min(18, rest // 4) if width >= WIDE else 0
        picture = 16 if not scorers and width >= 76 else 0  # noqa: PLR2004 -- room for a picture
        return rest - province - picture - 2, province, picture

    def _shown_scorers(self, width: int) -> list[str]:
        if self.standings is None or width < WIDE:
            return []
        scorers = [scorer.id for scorer in self.standings.scorers]
        return scorers if 6 * len(scorers) <= width - 75 else []

    def _head(self, width: int) -> Line:
        name, province, picture = self._columns(width)
        line = (
            Line("   ")
            .put(gettext("Place"), Ink.FAINT, 4)
            .put(" ")
            .put(gettext("Number"), Ink.FAINT, 9)
        )
        line.put(gettext("Candidate"), Ink.FAINT, name).put(" ")
        if province:
            line.put(gettext("Province"), Ink.FAINT, province)
        for scorer in self._shown_scorers(width):
            line.right(scorer[-5:], 6, Ink.FAINT)
        if picture:
            line.put(" ").put(gettext("Spread"), Ink.FAINT, picture - 1)
        line.right(gettext("Score"), 9, Ink.FAINT)
        return line.right(gettext("Counted"), 9, Ink.FAINT).cut(width)

    def row(self, at: int, width: int, *, here: bool) -> Line:
        """Return a candidate's place, or a line across the table."""
        row = self._rows[at]
        if isinstance(row, str):
            return self._across(row, width)
        assert self.standings is not None  # noqa: S101 -- there are rows
        candidate = self.standings.candidates[row.candidate]
        name, province, picture = self._columns(width)
        ink = Ink.STRONG if here else Ink.PLAIN
        line = self.pointer(here=here)
        if isinstance(row, Standing):
            line.right(f"{row.place}{'=' if row.tied else ' '}", 4, Ink.STRONG).put(" ")
        else:
            line.right("- ", 5)
        line.put(candidate.id, ink, 9).put(candidate.name, ink, name).put(" ")
        if province:
            line.put(candidate.province, Ink.PLAIN, province)
        for scorer in self._shown_scorers(width):
            line.right(self._total(row.candidate, scorer), 6)
        if picture:
            line.put(" ").put(self._spread(row.candidate, picture - 2)).put(" ")
        if isinstance(row, Unranked):
            sign, word = UNPLACED[row.reason]
            return line.right(f"{sign} {told(word)}", 18, Ink.WARN).cut(width)
        line.right(number(row.score), 9, Ink.STRONG)
        return line.right(f"{row.counted}/{row.panel}", 9).cut(width)

    def _total(self, candidate: str, scorer: str) -> str:
        assert self.standings is not None  # noqa: S101 -- there are rows
        total = self.standings.totals.get(candidate, {}).get(scorer)
        if total is not None:
            return score(total, 1)
        seat = self.standings.seats.get(candidate, {}).get(scorer)
        return SEATS.get(seat, "-") if seat is not None else "-"

    def _spread(self, candidate: str, width: int) -> str:
        assert self.standings is not None  # noqa: S101 -- there are rows
        values = list(self.standings.totals.get(candidate, {}).values())
        every = [v for several in self.standings.totals.values() for v in several.values()]
        return spread(values, min(every), max(every), width) if every else ""

    def _across(self, kind: str, width: int) -> Line:
        assert self.standings is not None  # noqa: S101 -- there are rows
        ranking = self.standings.ranking
        if kind == "grade":
            passing = sum(s.outcome is not Outcome.FAILS for s in ranking.standings)
            words = gettext("passing grade {grade} · {above} reach it · {below} do not").format(
                grade=score(Fraction(ranking.passing_grade or 0)),
                above=passing,
                below=len(ranking.standings) - passing,
            )
        elif kind == "quota":
            words = gettext("quota {quota}").format(quota=ranking.quota)
        else:
            words = gettext("not ranked")
        line = Line("   ").put(f"{glyphs.RULE * 3} {words} ", Ink.STRONG)
        return line.put(glyphs.RULE * max(0, width - line.width - 1), Ink.FAINT).cut(width)

    def _known(self, width: int) -> list[Line]:
        """Return what is known of the row under the cursor."""
        assert self.standings is not None  # noqa: S101 -- asked where there are standings
        row = self._rows[self.cursor] if self.cursor < len(self._rows) else None
        lines = [Line(glyphs.RULE * width, Ink.FAINT)]
        if isinstance(row, Unranked):
            said = wrapped(f"{row.candidate}: {told(row.detail)}", width - 3)
            return [*lines, *(Line(" ").put(text, Ink.WARN) for text in said[:2])]
        if not isinstance(row, Standing):
            return []
        sign, word, ink = OUTCOMES[row.outcome]
        line = Line(" ").put(f"{row.candidate} {sign} {told(word)}", ink)
        if row.tie_broken_by:
            line.put(f" · {gettext('tie broken by {rule}').format(rule=row.tie_broken_by)}")
        for reason in row.reasons:
            line.put(f" · {told(reason)}")
        lines.append(line.cut(width))
        rubric_percent = self.standings.stage.rubric and row.exact <= 100  # noqa: PLR2004 -- percent
        if rubric_percent:
            grade = self.standings.ranking.passing_grade
            bar = grade_bar(
                row.exact,
                Fraction(grade) if grade is not None else None,
                Fraction(0),
                Fraction(100),
                min(60, width - 24),
            )
            lines.append(Line(" 0 ").beside(bar, 3).put(" 100 ").put(number(row.score), Ink.STRONG))
        return lines

    def going_on(self, width: int) -> list[Line]:
        """Return why the ranking is provisional, or that it is not."""
        shown = self.standings
        if shown is None:
            return [Line()]
        if not shown.open_items:
            words = {State.FINAL: gettext("Final.")}.get(shown.state, gettext("Nothing is open."))
            return [Line(" ").put(f"{glyphs.DONE} {words}", Ink.GOOD)]
        first = told(shown.open_items[0].what)
        words = gettext("Provisional: {count} open, first {what}")
        text = words.format(count=len(shown.open_items), what=first)
        return [Line(" ").put(f"! {text}", Ink.WARN).cut(width)]

    # --- what it answers --------------------------------------------------------------------

    @property
    def here(self) -> str | None:
        """The candidate under the cursor."""
        row = self._rows[self.cursor] if self.cursor < len(self._rows) else None
        return None if row is None or isinstance(row, str) else row.candidate

    def action_other(self) -> None:
        """Show the next category."""
        if self.standings is None:
            return
        ids = [category.id for category in self.standings.categories]
        self.read(ids[(ids.index(self.standings.category.id) + 1) % len(ids)])
        self.redraw()

    def action_sort(self) -> None:
        """Order by candidate, or by place again."""
        if self.standings is not None:
            self.by_number = not self.by_number
            self._gather()
            self.redraw()

    def action_open(self) -> None:
        """Show how the place came about."""
        self.action_trace()

    def action_trace(self) -> None:
        """Show how the place came about."""
        from upakarti_tui.tui.screens.derivation import DerivationPage  # noqa: PLC0415

        if self.here is not None and self.standings is not None:
            draft = self.standings.state is State.DRAFT
            self.app.push_screen(DerivationPage(self.here, self.stage, draft=draft))

    def action_panel(self) -> None:
        """Show how the panel agreed."""
        from upakarti_tui.tui.screens.panel import PanelPage  # noqa: PLC0415

        if self.standings is not None:
            self.app.push_screen(PanelPage(self.standings))

    def action_excel(self) -> None:
        """Write the recapitulation for Excel."""
        from upakarti_tui.tui.screens.documents import write  # noqa: PLC0415

        write(self, "recap", ("xlsx",), self.stage)

    def action_documents(self) -> None:
        """Write documents."""
        from upakarti_tui.tui.screens.documents import DocumentsPage  # noqa: PLC0415

        self.app.push_screen(DocumentsPage(self.stage))
