from __future__ import annotations

from upakarti_tui.domain.people.candidate import Role
from upakarti_tui.domain.people.role_words import ROLES, in_words


def test_every_role_has_a_word():
    assert set(ROLES) == set(Role)


def test_roles_are_named_in_their_order():
    assert str(in_words([Role.TEAM])) == "field team"
    assert str(in_words([Role.JUROR, Role.TEAM, Role.EVALUATOR])) == "juror, field team, evaluator"
