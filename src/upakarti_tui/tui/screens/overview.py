"""The secretariat's overview: counts by scorer, never marks, so that it can be projected."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from upakarti_tui.domain.places.progress import StageState
from upakarti_tui.errors import UpakartiError
from upakarti_tui.locale import gettext, told
from upakarti_tui.tui import commands
from upakarti_tui.tui.command import bindings
from upakarti_tui.tui.screens.listing import ListingPage
from upakarti_tui.tui.screens.page import WIDE
from upakarti_tui.tui.widgets.bars import progress_bar
from upakarti_tui.tui.widgets.line import Ink, Line
from upakarti_tui.tui.widgets.progress_rows import (
    STAGES,
    heading,
    scorer_row,
    stages_row,
    to_settle,
)

if TYPE_CHECKING:
    from textual.binding import BindingType

    from upakarti_tui.domain.places.progress import ScorerProgress, StageProgress
    from upakarti_tui.workflows.deciding.overview import Overview


class OverviewPage(ListingPage[None]):
    """How far every scorer of one stage is."""

    OFFERS = (
        commands.MERGE,
        commands.CONFLICTS,
        commands.PAPER,
        commands.RANKING,
        commands.DOCUMENTS,
        commands.OTHER,
        commands.AGENDA,
        commands.CONFIRM,
        commands.COPY,
        commands.SETTINGS,
        commands.FINALISE,
        commands.EXCEL,
    )
    BINDINGS: ClassVar[list[BindingType]] = bindings(*OFFERS)

    def __init__(self) -> None:
        super().__init__()
        self.overview: Overview | None = None
        self.at = 0
        """Which stage is shown."""

    def on_mount(self) -> None:
        """Read the book; stand on the first stage that is open."""
        self.read_again()
        if self.overview is not None:
            states = [stage.state for stage in self.overview.progress.stages]
            begun = [at for at, state in enumerate(states) if state is not StageState.FINAL]
            self.at = begun[0] if begun else len(states) - 1
        super().on_mount()

    def read_again(self) -> None:
        """Read the book again; what was shown stays where it cannot be read."""
        from upakarti_tui.workflows.deciding.overview import overview  # noqa: PLC0415 -- heavy

        try:
            self.overview = overview(self.app.book)
        except UpakartiError as error:
            self.refuse(error)

    def on_screen_resume(self) -> None:
        """Show what was done on another page."""
        if self.is_mounted and self.overview is not None:
            self.read_again()
        super().on_screen_resume()

    @property
    def stage(self) -> StageProgress | None:
        """The stage that is shown."""
        return self.overview.progress.stages[self.at] if self.overview is not None else None

    @property
    def here(self) -> ScorerProgress | None:
        """The scorer under the cursor."""
        rows = self.stage.scorers if self.stage is not None else ()
        return rows[self.cursor] if self.cursor < len(rows) else None

    # --- what is shown ---------------------------------------------------------------------

    def heading(self) -> tuple[str, str]:
        """Return the stage and its state."""
        stage = self.stage
        if stage is None:
            return gettext("Overview"), gettext("Secretariat")
        _, word = STAGES[stage.state]
        where = f"{gettext('Overview')} · {stage.title} · {told(word)}"
        return where, gettext("Secretariat")

    def count(self) -> int:
        """Return how many scorers the stage has."""
        return len(self.stage.scorers) if self.stage is not None else 0

    def body(self, width: int, height: int) -> list[Line]:
        """Return the scorers with their progress, then what is to be settled."""
        stage, overview = self.stage, self.overview
        if stage is None or overview is None:
            return []
        stages = overview.progress.stages
        head = [stages_row(stages, self.at, width), Line()] if len(stages) > 1 else []
        head.append(heading(width, wide=width >= WIDE).cut(width))
        items = [*stage.blockers, *overview.progress.findings]
        settle = to_settle(items, stage.stage, width, max(4, height // 3))
        rows = self.window(width, height - len(head) - len(settle), begins=len(head))
        if not rows:
            text = gettext("Nobody is asked for a sheet in this stage.")
            rows = [Line("   ").put(text, Ink.FAINT)]
        return [*head, *rows, *settle]

    def row(self, at: int, width: int, *, here: bool) -> Line:
        """Return a scorer with how far they are."""
        assert self.stage is not None and self.overview is not None  # noqa: S101, PT018 -- has rows
        one = self.stage.scorers[at]
        newest = self.overview.last.get((self.stage.stage, one.scorer), "")
        last = newest if width >= WIDE else ""
        pointer = self.pointer(here=here)
        line = scorer_row(pointer, one, self.overview, width, here=here, last=last)
        return line.cut(width)

    def going_on(self, width: int) -> list[Line]:
        """Return how many sheets are in."""
        stage = self.stage
        if stage is None:
            return [Line()]
        done = sum(s.complete for s in stage.scorers)
        words = gettext("In: {done} of {asked} · submitted {submitted}")
        line = Line(" ").put(
            words.format(done=done, asked=stage.asked, submitted=stage.submitted), Ink.STRONG
        )
        line.put("  ").put(progress_bar(done, stage.asked, 20))
        count = gettext("{count} candidates").format(count=stage.candidates)
        return [line.end(count, width)]

    # --- what it answers --------------------------------------------------------------------

    def action_other(self) -> None:
        """Show the next stage."""
        if self.overview is not None:
            self.at = (self.at + 1) % len(self.overview.progress.stages)
            self.cursor = self.top = 0
            self.redraw()

    def action_merge(self) -> None:
        """Bring books together."""
        from upakarti_tui.tui.screens.merging import MergingPage  # noqa: PLC0415 -- when opened

        self.app.push_screen(MergingPage())

    def action_conflicts(self) -> None:
        """Decide what differs."""
        from upakarti_tui.tui.screens.conflicts import ConflictsPage  # noqa: PLC0415 -- when opened

        self.app.push_screen(ConflictsPage())

    def _is_final(self) -> bool:
        """Tell whether nothing can be changed in the stage any more, and say so."""
        stage = self.stage
        if stage is None or stage.state is not StageState.FINAL:
            return False
        self.say(gettext("{stage} is final already.").format(stage=stage.title))
        return True

    def action_paper(self) -> None:
        """Type in the paper sheets of the scorer under the cursor."""
        from upakarti_tui.tui.screens.paper import type_in  # noqa: PLC0415 -- when opened

        if self.here is not None and self.stage is not None and not self._is_final():
            type_in(self, self.here.scorer, self.stage.stage)

    def action_confirm(self) -> None:
        """Compare the typed sheets of the scorer under the cursor with the paper."""
        from upakarti_tui.tui.screens.comparing import compare  # noqa: PLC0415 -- when opened

        if self.here is not None and self.stage is not None and not self._is_final():
            compare(self, self.here.scorer, self.stage.stage)

    def action_ranking(self) -> None:
        """Show the places."""
        from upakarti_tui.tui.screens.ranking import RankingPage  # noqa: PLC0415 -- when opened

        if self.stage is not None:
            self.app.push_screen(RankingPage(self.stage.stage))

    def action_documents(self) -> None:
        """Write documents."""
        from upakarti_tui.tui.screens.documents import DocumentsPage  # noqa: PLC0415 -- when opened

        if self.stage is not None:
            self.app.push_screen(DocumentsPage(self.stage.stage))

    def action_excel(self) -> None:
        """Write the recapitulation for Excel."""
        from upakarti_tui.tui.screens.documents import write_while_told  # noqa: PLC0415 -- opened

        if self.stage is not None:
            write_while_told(self, "recap", ("xlsx",), self.stage.stage)

    def action_agenda(self) -> None:
        """Show the order of presentation."""
        from upakarti_tui.tui.screens.agenda import AgendaPage  # noqa: PLC0415 -- when opened

        if self.stage is not None:
            self.app.push_screen(AgendaPage(self.stage.stage))

    def action_settings(self) -> None:
        """Show what documents carry."""
        from upakarti_tui.tui.screens.settings import SettingsPage  # noqa: PLC0415 -- when opened

        self.app.push_screen(SettingsPage())

    def action_copy(self) -> None:
        """Copy the book to a stick."""
        from upakarti_tui.tui.screens.copying import copy_to  # noqa: PLC0415 -- when opened

        copy_to(self)

    def action_finalise(self) -> None:
        """Make the stage final."""
        from upakarti_tui.tui.screens.finalising import finalise  # noqa: PLC0415 -- when opened

        if self.stage is not None and self.overview is not None:
            finalise(self, self.stage, self.overview.progress.findings)
