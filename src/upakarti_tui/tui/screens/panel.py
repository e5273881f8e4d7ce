"""How the panel agreed: figures, who was strict, and how firm the places are.

Shown beside the official ranking, never instead of it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from upakarti_tui.errors import UpakartiError
from upakarti_tui.locale import gettext, told
from upakarti_tui.tui import commands
from upakarti_tui.tui.screens.listing import ListingPage
from upakarti_tui.tui.widgets.bars import progress_bar, spread
from upakarti_tui.tui.widgets.line import Ink, Line, wrapped
from upakarti_tui.tui.words import score

if TYPE_CHECKING:
    from fractions import Fraction

    from upakarti_tui.domain.figures.panel_figures import PanelFigures
    from upakarti_tui.workflows.deciding.standings import Standings


class PanelPage(ListingPage[None]):
    """The panel of one category."""

    OFFERS = (commands.BACK,)

    def __init__(self, standings: Standings) -> None:
        super().__init__()
        self.standings = standings
        self.stats: PanelFigures | None = None
        self.refused = ""

    def on_mount(self) -> None:
        """Work the figures out."""
        from upakarti_tui.workflows.deciding.stats import stats  # noqa: PLC0415 -- heavy

        stage, category = self.standings.stage.id, self.standings.category.id
        try:
            self.stats = stats(self.app.book, stage, category)
        except UpakartiError as error:
            self.refused = " ".join(told(message) for message in error.messages)
        super().on_mount()

    def heading(self) -> tuple[str, str]:
        """Return whose panel this is."""
        where = f"{self.standings.stage.title} · {self.standings.category.title}"
        return f"{gettext('Panel')} · {where}", gettext("Secretariat")

    def count(self) -> int:
        """Return how many scorers are on the panel."""
        return len(self.stats.scorers) if self.stats is not None else 0

    def body(self, width: int, height: int) -> list[Line]:
        """Return the figures, and a row a scorer."""
        if self.stats is None:
            return [Line(" ").put(row, Ink.BAD) for row in wrapped(self.refused, width - 3)]
        agreement = self.stats.agreement
        lines = [
            _figure(gettext("Agreement on the order (Kendall's W)"), agreement.kendall_w),
            _figure(
                gettext("Agreement on the marks (Krippendorff's alpha)"), agreement.alpha_interval
            ),
        ]
        icc = agreement.icc or {}
        lines.append(_figure(gettext("Reliability of the panel's mean (ICC 2,k)"), icc.get("2,k")))
        whys = dict.fromkeys(told(why) for _, why in agreement.why)
        lines += [Line("   ").put(why, Ink.FAINT).cut(width) for why in [*whys][:2]]
        if not self.count():
            return [*lines, Line(), Line(" ").put(gettext("No sheet counts here yet."))]
        lines += [Line(), self._head(width)]
        firm = self._firmness(width, max(2, (height - len(lines)) // 2))
        rows = self.window(width, max(3, height - len(lines) - len(firm)), begins=len(lines))
        return [*lines, *rows, *firm]

    @staticmethod
    def _head(width: int) -> Line:
        line = Line("   ").put(gettext("Scorer"), Ink.FAINT, 24)
        line.right(gettext("Stricter by"), 13, Ink.FAINT)
        return line.put("   ").put(gettext("Spread of totals"), Ink.FAINT).cut(width)

    def row(self, at: int, width: int, *, here: bool) -> Line:
        """Return a scorer: how strict, and where the totals lie."""
        assert self.stats is not None  # noqa: S101 -- there are rows
        one = self.stats.scorers[at]
        names = {scorer.id: scorer.name for scorer in self.standings.scorers}
        ink = Ink.STRONG if here else Ink.PLAIN
        line = self.pointer(here=here).put(f"{one.scorer} {names.get(one.scorer, '')}", ink, 24)
        severity = "-" if one.severity is None else score(one.severity)
        line.right(severity, 13).put("   ")
        totals = self.standings.totals
        own = [several[one.scorer] for several in totals.values() if one.scorer in several]
        every = [value for several in totals.values() for value in several.values()]
        if every:
            line.put(spread(own, min(every), max(every), max(10, width - 46)))
        return line.cut(width)

    def _firmness(self, width: int, most: int) -> list[Line]:
        assert self.stats is not None  # noqa: S101 -- asked where there are figures
        if not self.stats.firmness:
            return []
        text = gettext("Places with one scorer left out, best to worst:")
        lines = [Line(), Line(" ").put(text, Ink.STRONG).cut(width)]
        for one in self.stats.firmness[: most - 2]:
            best = "-" if one.best is None else str(one.best)
            worst = "-" if one.worst is None else str(one.worst)
            name = self.standings.candidates[one.candidate].name
            line = Line("   ").right(str(one.place), 3, Ink.STRONG).put("  ")
            line.put(f"{one.candidate} {name}", width=min(48, width - 24))
            lines.append(line.put(f"  {best} – {worst}").cut(width))
        return lines

    def going_on(self, width: int) -> list[Line]:
        """Say what these figures are for."""
        words = gettext("Beside the official ranking, never instead of it.")
        return [Line(" ").put(words, Ink.FAINT).cut(width)]


def _figure(label: str, value: Fraction | None) -> Line:
    line = Line(" ").put(label, width=48).put(" ")
    if value is None:
        return line.put("-")
    bar = progress_bar(max(0, int(value * 20)), 20, 20)
    return line.put(score(value), Ink.STRONG, 7).put(bar)
