from __future__ import annotations

from pathlib import Path

import pytest

from offices import found
from upakarti_tui.errors import FileError
from upakarti_tui.storage import networks
from upakarti_tui.storage.books.book import read, writing

ROOT = "22 1 254:0 / / rw,relatime - ext4 /dev/vda rw\n"


def mounted(kind: str, point: str = "/mnt/share", source: str = "server:/x") -> str:
    return f"{ROOT}36 22 0:30 / {point} rw,relatime shared:1 - {kind} {source} rw\n"


@pytest.mark.parametrize("kind", ["nfs", "nfs4", "cifs", "smb3", "9p", "fuse.sshfs"])
def test_p10_a_network_file_system_is_recognised(kind):
    assert networks.network_kind(Path("/mnt/share/book.jsonl"), mounted(kind)) == kind


@pytest.mark.parametrize("kind", ["ext4", "vfat", "overlay", "tmpfs", "fuse.ntfs-3g"])
def test_p10_a_local_disk_is_none(kind):
    assert networks.network_kind(Path("/mnt/share/book.jsonl"), mounted(kind)) == ""


def test_the_nearest_mount_decides():
    mounts = mounted("nfs", "/mnt") + "37 36 8:1 / /mnt/stick rw - vfat /dev/sdb1 rw\n"
    assert networks.network_kind(Path("/mnt/stick/b"), mounts) == ""
    assert networks.network_kind(Path("/mnt/stickier/b"), mounts) == "nfs"
    assert networks.network_kind(Path("/home/b"), mounts) == ""


def test_the_last_of_two_mounts_on_one_point_decides():
    assert networks.network_kind(Path("/mnt/share/b"), mounted("ext4") + mounted("nfs")) == "nfs"


def test_a_space_in_a_mount_point_is_read():
    mounts = mounted("cifs", r"/mnt/data\040bersama")
    assert networks.network_kind(Path("/mnt/data bersama/b"), mounts) == "cifs"


def test_a_list_that_is_no_list_of_mounts_says_nothing():
    assert networks.network_kind(Path("/b"), "nonsense\n1 2 - nfs\n") == ""


@pytest.fixture
def on_a_share(tmp_path, monkeypatch):
    path = found(tmp_path / "book" / "b.jsonl")
    mounts = tmp_path / "mountinfo"
    mounts.write_text(mounted("nfs4", str(tmp_path / "book")))
    monkeypatch.setattr(networks, "MOUNTS", mounts)
    return path


def test_p10_a_book_on_a_network_is_read_and_not_written(on_a_share):
    assert len(read(on_a_share).records) == 1
    told = pytest.raises(FileError, match=r"nfs4.*UPAKARTI_ALLOW_NETWORK")
    with told, writing(on_a_share, "secretariat"):
        pass
    with pytest.raises(FileError, match="network"):
        found(on_a_share.with_name("other.jsonl"))


def test_p10_it_is_written_when_somebody_allows_it(on_a_share, monkeypatch):
    monkeypatch.setenv("UPAKARTI_ALLOW_NETWORK", "1")
    with writing(on_a_share, "secretariat"):
        pass


def test_a_system_without_a_list_of_mounts_is_trusted(on_a_share, monkeypatch, tmp_path):
    monkeypatch.setattr(networks, "MOUNTS", tmp_path / "none")
    with writing(on_a_share, "secretariat"):
        pass
