from __future__ import annotations

import dataclasses
import random

import pytest

import openssh
from builders import STAGE, a_mark
from offices import Office
from tiers import full
from upakarti_tui.domain.book.deeds import Enrolled, Filled, Submitted
from upakarti_tui.domain.book.records import SECRETARIAT, Record
from upakarti_tui.storage.books import book
from upakarti_tui.storage.books.keyring import Keyring, forged
from upakarti_tui.storage.books.records import sealed
from upakarti_tui.storage.books.signatures import ENROLMENT, SUBMISSION, statement_of
from upakarti_tui.workflows.enrol import enrol


@pytest.fixture
def office(tmp_path):
    """A scorer who has submitted, and whose key the roster has adopted."""
    office = Office(tmp_path, scorers=["j1"])
    part = office.hand_out()["j1"]
    office.complete(part, "j1")
    office.merge(part)
    with office.at("office"):
        enrol(office.path, "j1")
    return office


def test_an_honest_history_has_nothing_forged(office):
    records = book.read(office.path).records
    assert list(forged(records)) == []
    assert Keyring(records).keys_of("j1", "any") == {office.key("j1").public}


def test_closing_for_a_scorer_from_paper_names_who_typed(office):
    typed = Submitted("j1", STAGE, ("PG-001",), 0, "", "", typed_by="Ani")
    (record,) = office.add(typed)
    keyring = Keyring(book.read(office.path).records)
    assert keyring.is_genuine(record)
    nameless = dataclasses.replace(typed, typed_by="")
    assert not keyring.is_genuine(dataclasses.replace(record, deed=nameless))


def test_an_enrolment_by_the_secretariat_is_signed_by_the_secretariat(office):
    records = book.read(office.path).records
    (adopted,) = [
        x
        for x in records
        if isinstance(x.deed, Enrolled) and x.author == SECRETARIAT and x.deed.scorer == "j1"
    ]
    keyring = Keyring(records)
    assert keyring.is_genuine(adopted)
    unsigned = dataclasses.replace(adopted.deed, signature="")
    assert not keyring.is_genuine(dataclasses.replace(adopted, deed=unsigned))
    assert not keyring.is_genuine(
        dataclasses.replace(adopted, deed=dataclasses.replace(adopted.deed, key="nonsense"))
    )


def rebuilt(records, change):
    """Return a scorer's records after a change, numbered and chained anew."""
    last = None
    for record in records:
        if record.author != "j1":
            yield record
            continue
        changed = change(record, last)
        if changed is None:
            continue
        seq, prev = (last.seq + 1, last.id) if last else (1, "")
        last, _ = sealed(dataclasses.replace(changed, seq=seq, prev=prev))
        yield last


def signing_anew(key, fingerprint):
    """Return a change that signs everything with another key."""

    def change(record: Record, last: Record | None) -> Record:
        deed = record.deed
        if not isinstance(deed, Submitted | Enrolled):
            return record
        seq, prev = (last.seq + 1, last.id) if last else (1, "")
        placed = dataclasses.replace(record, seq=seq, prev=prev)
        if isinstance(deed, Enrolled):
            deed = dataclasses.replace(deed, key=key.public)
            namespace = ENROLMENT
        else:
            deed = dataclasses.replace(deed, count=seq - 1, head=prev)
            namespace = SUBMISSION
        statement = statement_of(placed, deed, fingerprint)
        return dataclasses.replace(
            record, deed=dataclasses.replace(deed, signature=key.sign(namespace, statement))
        )

    return change


def forgeries(proceedings, forger, count):
    """Yield histories in which a mark was changed or dropped, half of them signed anew."""
    records = proceedings.records
    filled = [x for x in records if x.author == "j1" and isinstance(x.deed, Filled)]
    chance = random.Random(16)
    resign = signing_anew(forger, proceedings.fingerprint)
    for _ in range(count):
        victim = chance.choice(filled)
        deed, other = victim.deed, chance.choice("12345".replace(victim.deed.entries[0].value, ""))
        item = deed.entries[0].item
        changes = {
            "change": dataclasses.replace(deed, entries=(a_mark(item, other),)),
            "note": dataclasses.replace(deed, reason="x"),
            "drop": None,
        }
        changed = changes[chance.choice(sorted(changes))]
        signs = chance.random() < 0.5

        def change(record, last, changed=changed, victim=victim, signs=signs):
            if record is victim:
                return changed and dataclasses.replace(record, deed=changed)
            return resign(record, last) if signs else record

        yield tuple(rebuilt(records, change))


def closings(records):
    return [x for x in records if x.author == "j1" and isinstance(x.deed, Submitted)]


@pytest.mark.parametrize("histories", [50, full(500)])
def test_p16_no_forged_history_passes_for_the_scorers(office, histories):
    proceedings = book.read(office.path).proceedings
    for history in forgeries(proceedings, office.key("forger"), histories):
        found = [x.records for x in forged(history)]
        assert tuple(x.id for x in closings(history)) in found


@openssh.needs_openssh
@pytest.mark.parametrize("histories", [10, full(500)])
def test_p16_stock_openssh_refuses_every_forged_history_too(office, histories, tmp_path):
    proceedings = book.read(office.path).proceedings
    signers, signature = tmp_path / "signers", tmp_path / "sig"
    signers.write_text(f'j1 namespaces="{SUBMISSION}" {office.key("j1").public}\n')

    def good(record):
        statement = statement_of(record, record.deed, proceedings.fingerprint)
        signature.write_text(record.deed.signature)
        return openssh.accepts(signers, "j1", SUBMISSION, signature, statement)

    (closing,) = closings(proceedings.records)
    assert good(closing)
    for history in forgeries(proceedings, office.key("forger"), histories):
        (closing,) = closings(history)
        assert not good(closing)
