"""A template as text: what it asks, how it counts, by which rules it ranks."""

from collections.abc import Iterator

from upakarti_tui.domain.people.candidate import Role
from upakarti_tui.domain.people.role_words import ROLES
from upakarti_tui.domain.programme.marks import scale_in_words
from upakarti_tui.domain.programme.template import Criterion, Kind, Stage, Template, Total
from upakarti_tui.locale import gettext, told
from upakarti_tui.reports.columns import columns
from upakarti_tui.reports.speech import figure


def as_text(template: Template, fingerprint: str) -> str:
    """Return the whole template, a paragraph a stage, then a table a rubric."""
    return "\n\n".join((_head(template, fingerprint), *_stages(template), *_rubrics(template)))


def _head(template: Template, fingerprint: str) -> str:
    lines = [f"{template.id}: {template.title}"]
    lines += [template.notice] if template.notice else []
    lines.append(gettext("Fingerprint: {digits}").format(digits=fingerprint))
    lines += template.basis
    lines += [f"{category.id}: {category.title}" for category in template.categories]
    return "\n".join(lines)


def _stages(template: Template) -> Iterator[str]:
    for number, stage in enumerate(template.stages, start=1):
        heading = gettext("Stage {number}: {id}, {title}").format(
            number=number, id=stage.id, title=stage.title
        )
        yield "\n".join((heading, *(f"  {line}" for line in _rules(template, stage))))


def _rules(template: Template, stage: Stage) -> Iterator[str]:
    roles = ", ".join(role_in_words(role) for role in stage.scorers)
    yield gettext("Filled by: {roles}").format(roles=roles)
    if stage.kind is Kind.GATE:
        for category, checklist in stage.checklist:
            items = len(dict(template.checklists)[checklist])
            yield gettext("{category}: checklist {id}, {count} questions").format(
                category=category, id=checklist, count=items
            )
        return
    for category, rubric in stage.rubric:
        yield gettext("{category}: rubric {id}").format(category=category, id=rubric)
    yield gettext("Panel: {method} of {combine}, quorum {quorum}").format(
        method=stage.panel.method, combine=stage.panel.combine, quorum=stage.panel.quorum
    )
    yield from _limits(stage)


def _limits(stage: Stage) -> Iterator[str]:
    for category, grade in stage.grade:
        yield gettext("{category}: passing grade {grade}").format(
            category=category, grade=figure(grade)
        )
    for category, quota in stage.quota:
        yield gettext("{category}: quota {quota}").format(category=category, quota=quota)
    for earlier, weight in stage.weigh:
        yield gettext("{stage} counts {weight} of 100").format(stage=earlier, weight=figure(weight))
    if stage.tie_break:
        yield gettext("Ladder of ties: {steps}").format(steps=", ".join(stage.tie_break))
    if stage.sealed:
        yield gettext("Sealed until it is opened")


def _rubrics(template: Template) -> Iterator[str]:
    for rubric in template.rubrics:
        total = gettext("out of 100") if rubric.total is Total.PERCENT else gettext("weighted sum")
        heading = gettext("Rubric {id} ({total})").format(id=rubric.id, total=total)
        heads = (gettext("criterion"), gettext("title"), gettext("weight"), gettext("marks"))
        yield f"{heading}\n{columns(heads, [_criterion(c) for c in rubric.criteria])}"


def _criterion(criterion: Criterion) -> tuple[str, ...]:
    scale = told(scale_in_words(criterion.scale))
    return criterion.id, criterion.title, figure(criterion.weight), scale


def role_in_words(role: Role) -> str:
    """Return what a role is called."""
    return told(ROLES[role])
