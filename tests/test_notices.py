from __future__ import annotations

from upakarti_tui.domain.problems import say
from upakarti_tui.notices import listening, tell

TORN, OLD = say("torn"), say("old")


def test_whoever_listens_hears_each_thing_once_in_its_order():
    with listening() as heard:
        tell([TORN])
        tell([OLD, TORN])
    assert list(heard) == [TORN, OLD]


def test_where_nobody_listens_nothing_is_kept():
    tell([TORN])
    with listening() as heard:
        pass
    tell([OLD])
    assert list(heard) == []


def test_an_inner_listener_hears_alone():
    with listening() as outer:
        with listening() as inner:
            tell([TORN])
        tell([OLD])
    assert (list(outer), list(inner)) == ([OLD], [TORN])
