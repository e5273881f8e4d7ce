from __future__ import annotations

import pytest

from builders import STAGE
from offices import Office
from upakarti_tui.domain.book.deeds import Enrolled
from upakarti_tui.domain.book.records import SECRETARIAT
from upakarti_tui.errors import NotAllowedError, RefusedError, UsageError
from upakarti_tui.storage.books import book
from upakarti_tui.storage.books.keyring import Keyring, forged
from upakarti_tui.storage.books.signatures import own_key
from upakarti_tui.workflows.enrol import enrol, own
from upakarti_tui.workflows.scoring.submit import send_back


@pytest.fixture
def office(tmp_path):
    return Office(tmp_path)


def enrolled(office, scorer="j1", key="", reason="", **other):
    with office.at(other.pop("machine", "office")):
        return enrol(office.path, scorer, key, reason)


def key_of(office, machine):
    with office.at(machine):
        return own()


def test_a_scorer_enrols_the_key_of_the_device_once(office):
    office.path = office.hand_out()["j1"]
    assert enrolled(office, machine="j1")
    assert not enrolled(office, machine="j1")
    (record,) = [x for x in book.read(office.path).records if isinstance(x.deed, Enrolled)]
    assert (record.author, record.deed.key) == ("j1", key_of(office, "j1"))
    assert Keyring([record]).everyone() == (("j1", key_of(office, "j1")),)


def test_a_part_enrols_nobody_but_its_scorer(office):
    office.path = office.hand_out()["j1"]
    with pytest.raises(NotAllowedError):
        enrolled(office, "j2", machine="j1")


def test_the_secretariat_adopts_what_a_scorer_signs_with(office):
    with pytest.raises(UsageError, match="signed nothing"):
        enrolled(office)
    office.complete(office.path, "j1")
    assert enrolled(office)
    assert not enrolled(office)
    records = book.read(office.path).records
    assert {(x.author, x.deed.scorer) for x in records if isinstance(x.deed, Enrolled)} == {
        ("j1", "j1"),
        (SECRETARIAT, SECRETARIAT),
        (SECRETARIAT, "j1"),
    }
    assert list(forged(records)) == []


def test_an_unknown_scorer_and_a_key_that_is_none_are_refused(office):
    with pytest.raises(UsageError):
        enrolled(office, "j9")
    with pytest.raises(RefusedError, match="public key"):
        enrolled(office, key="ssh-rsa AAAA")


def test_a_key_told_on_paper_is_enrolled_before_the_first_closing(office):
    assert enrolled(office, key=f"{key_of(office, 'j1')} siti@laptop")
    office.complete(office.path, "j1")
    records = book.read(office.path).records
    assert list(forged(records)) == []
    # The roster knows the key already: the device does not enrol it again.
    assert len([x for x in records if isinstance(x.deed, Enrolled)]) == 2


def test_p16_a_lost_key_is_replaced_visibly_and_what_it_closed_stays(office):
    first = office.complete(office.path, "j1")
    enrolled(office)
    with pytest.raises(RefusedError, match="why"):
        enrolled(office, key=key_of(office, "new"))
    assert enrolled(office, key=key_of(office, "new"), reason="laptop hilang")
    records = book.read(office.path).records
    assert list(forged(records)) == []
    assert office.submit(office.path, "j1").fingerprint == first.fingerprint
    replacing = records[-1].deed
    assert (replacing.reason, len(replacing.supersedes), len(replacing.kept)) == (
        "laptop hilang",
        2,
        1,
    )
    # Whoever found the laptop closes nothing more with it.
    with office.at("office"):
        send_back(office.path, "j1", STAGE, None, "Ani", "x")
    office.submit(office.path, "j1")
    (found,) = forged(book.read(office.path).records)
    assert "not signed with the key of j1" in str(found.what)


def test_the_key_of_this_device_is_shown(office):
    assert own() == own_key().public
    assert key_of(office, "j1") == office.key("j1").public
