import pytest

from offices import Office


@pytest.fixture
def path(tmp_path):
    """A book in which one juror has one candidate to mark."""
    return Office(tmp_path, candidates=["PG-001"], scorers=["j1"]).path
