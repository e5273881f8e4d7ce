"""What the roles of scorers are called."""

from __future__ import annotations

from typing import TYPE_CHECKING

from upakarti_tui.domain.people.candidate import Role
from upakarti_tui.domain.problems import Message, say

if TYPE_CHECKING:
    from collections.abc import Iterable

ROLES = {
    Role.SECRETARIAT: say("secretariat"),
    Role.EVALUATOR: say("evaluator"),
    Role.TEAM: say("field team"),
    Role.JUROR: say("juror"),
}


def in_words(roles: Iterable[Role]) -> Message:
    """Name several roles, in their order."""
    first, *others = roles
    if not others:
        return ROLES[first]
    return say("{one}, {others}", one=ROLES[first], others=in_words(others))
