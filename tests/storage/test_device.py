from __future__ import annotations

import re
import stat

import pytest

from upakarti_tui.errors import FileError
from upakarti_tui.storage import device, whole_files


def test_a_device_keeps_its_id():
    assert device.device_id() == device.device_id()
    assert re.fullmatch("[0-9a-f]{16}", device.device_id())


def test_two_homes_are_two_devices(monkeypatch, tmp_path):
    one = device.device_id()
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path))
    assert device.device_id() != one


def test_the_id_is_private():
    device.device_id()
    path = device.data_folder() / "device"
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert stat.S_IMODE(path.parent.stat().st_mode) == 0o700


@pytest.mark.parametrize("said", ["", "../x", "0123456789abcdeF", "é" * 16])
def test_a_file_that_holds_no_id_is_told(said):
    (device.data_folder() / "device").write_text(said)
    with pytest.raises(FileError, match="Remove it"):
        device.device_id()


def test_the_id_of_a_quicker_process_is_taken(monkeypatch):
    path = device.data_folder() / "device"
    real = whole_files.replace

    def late(place, content):
        real(place, b"0123456789abcdef\n")
        real(place, content)

    monkeypatch.setattr(whole_files, "replace", late)
    assert device.device_id() == "0123456789abcdef"
    assert path.read_text() == "0123456789abcdef\n"


def test_an_id_that_cannot_be_kept_is_told(monkeypatch):
    def fail(place, content):
        raise FileError

    monkeypatch.setattr(whole_files, "replace", fail)
    with pytest.raises(FileError):
        device.device_id()


def test_somebody_elses_desk_has_its_own_id_and_clock(tmp_path):
    own = device.device_id()
    with device.sitting_at(tmp_path / "desk", lambda: "noon"):
        other = device.device_id()
        assert (tmp_path / "desk" / "device").exists()
        assert device.local_time() == "noon"
    assert device.device_id() == own != other


def test_the_time_carries_its_offset():
    assert re.fullmatch(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d[+-]\d\d:\d\d", device.local_time())
