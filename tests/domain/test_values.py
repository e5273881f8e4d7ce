"""A frozen value does whatever one made by the library does."""

import copy
import dataclasses
import pickle
from dataclasses import field

import pytest
from hypothesis import given
from hypothesis import strategies as st

from upakarti_tui.domain.people.candidate import Candidate
from upakarti_tui.domain.values import dataclass


@dataclass(frozen=True, slots=True)
class Ours:
    name: str
    aside: int = field(compare=False)
    number: int = 3
    hidden: str = field(default="x", repr=False)
    long: int = field(init=False)

    def __post_init__(self):
        object.__setattr__(self, "long", len(self.name))


@dataclasses.dataclass(frozen=True, slots=True)
class Theirs:
    name: str
    aside: int = field(compare=False)
    number: int = 3
    hidden: str = field(default="x", repr=False)
    long: int = field(init=False)

    def __post_init__(self):
        object.__setattr__(self, "long", len(self.name))


CONTENT = st.tuples(st.text(max_size=1), st.integers(0, 1), st.integers(0, 1))


@given(CONTENT, CONTENT)
def test_values_are_equal_and_hashed_alike_where_the_librarys_are(one, other):
    same = Theirs(*one) == Theirs(*other)
    assert (Ours(*one) == Ours(*other)) is same
    assert not same or hash(Ours(*one)) == hash(Ours(*other))


def test_a_value_is_told_like_the_librarys():
    assert repr(Ours("ab", 1)) == repr(Theirs("ab", 1)).replace("Theirs", "Ours")


def test_a_value_is_equal_to_nothing_of_another_class():
    assert Ours("ab", 1) != Theirs("ab", 1)
    assert Ours("ab", 1) != ("ab", 3, "x", 2)


def test_a_value_never_changes():
    one = Ours("ab", 1)
    with pytest.raises(dataclasses.FrozenInstanceError):
        one.name = "b"
    with pytest.raises(dataclasses.FrozenInstanceError):
        del one.name
    with pytest.raises(dataclasses.FrozenInstanceError):
        one.other = 1
    assert one.name == "ab"


@pytest.mark.parametrize("given_", [(), ("ab",), ("ab", 1, 2, "y", 5)])
def test_a_value_is_made_of_all_that_it_asks_and_of_nothing_more(given_):
    for kind in (Ours, Theirs):
        with pytest.raises(TypeError):
            kind(*given_)


def test_what_follows_from_the_fields_follows_again_when_one_is_replaced():
    changed = dataclasses.replace(Ours("ab", 1), name="abc")
    assert (changed.name, changed.aside, changed.number, changed.long) == ("abc", 1, 3, 3)


@pytest.mark.parametrize(
    "copied", [copy.copy, copy.deepcopy, lambda x: pickle.loads(pickle.dumps(x))]
)
def test_a_copy_is_the_same_value(copied):
    one = Candidate("PG-001", "a", "Siti", notes=(("a", "b"),))
    assert copied(one) == one


def test_a_value_matches_by_position():
    match Ours("ab", 1):
        case Ours(name, _, number):
            assert (name, number) == ("ab", 3)


def test_no_other_kind_of_class_is_made():
    with pytest.raises(TypeError, match="frozen"):
        dataclass(frozen=False, slots=True)
    with pytest.raises(TypeError, match="changed"):

        @dataclass(frozen=True, slots=True)
        class _Listed:
            items: list[int] = field(default_factory=list)
