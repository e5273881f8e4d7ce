import pytest

from upakarti_tui import locale
from upakarti_tui.domain.problems import Problem, say

SAID = Problem(say("There is no stage {name}", name="x"), say("did you mean {names}?", names="y"))


@pytest.fixture(autouse=True)
def _nothing_chosen(monkeypatch):
    monkeypatch.setattr(locale, "_chosen", None)
    monkeypatch.delenv("UPAKARTI_LANG", raising=False)


def test_indonesian_is_spoken_whatever_the_system_says(monkeypatch):
    monkeypatch.setenv("LANG", "en_US.UTF-8")
    assert locale.told(SAID) == "Tidak ada tahap x — maksud Anda y?"


def test_english_is_spoken_on_request(monkeypatch):
    monkeypatch.setenv("UPAKARTI_LANG", "en")
    assert locale.told(SAID) == "There is no stage x — did you mean y?"


def test_what_is_chosen_goes_before_the_environment(monkeypatch):
    monkeypatch.setenv("UPAKARTI_LANG", "en")
    locale.choose("id")
    assert (locale.language(), locale.default()) == ("id", "en")


@pytest.mark.parametrize("unknown", ["", "fr", "ID", "id_ID", "../id"])
def test_only_known_languages_can_be_chosen(unknown, monkeypatch):
    with pytest.raises(ValueError, match=f"^{unknown}$"):
        locale.choose(unknown)
    monkeypatch.setenv("UPAKARTI_LANG", unknown)
    assert locale.language() == "id"


def test_what_has_no_translation_stays_as_it_is():
    assert locale.gettext("A sentence that nobody has translated.") == (
        "A sentence that nobody has translated."
    )
    assert locale.gettext("") == ""
