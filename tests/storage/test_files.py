from __future__ import annotations

import contextlib
import os
import socket
import stat
from pathlib import Path

import pytest

import upakarti_tui
from upakarti_tui.errors import FileError, MissingFileError
from upakarti_tui.storage import files, whole_files


def mode(path):
    return stat.S_IMODE(path.stat().st_mode)


@pytest.fixture(params=[0o000, 0o002, 0o022, 0o077, 0o777], ids=oct)
def umask(request):
    """Run under each umask in turn."""
    before = os.umask(request.param)
    yield request.param
    os.umask(before)


def plants(folder):
    """Put everything at a path that is no ordinary file, and return the paths."""
    target = folder / "target"
    target.write_bytes(b"precious")
    target.chmod(0o600)
    links = {
        "link": target,
        "dangling": folder / "nothing",
        "loop": folder / "loop",
        "folder-link": folder,
        "device-link": "/dev/null",
    }
    for name, to in links.items():
        (folder / name).symlink_to(to)
    (folder / "folder").mkdir()
    os.mkfifo(folder / "fifo")
    with socket.socket(socket.AF_UNIX) as door, contextlib.chdir(folder):
        door.bind("socket")
    found = [folder / name for name in (*links, "folder", "fifo", "socket")]
    return target, [*found, "/dev/null", "/dev/zero", "/dev/tty"]


def test_p22_nothing_but_an_ordinary_file_is_read(tmp_path):
    target, planted = plants(tmp_path)
    for path in planted:
        with pytest.raises(FileError):
            files.read(Path(path))
    assert files.read(target) == b"precious"


@pytest.mark.parametrize("force", [False, True])
def test_p22_nothing_but_an_ordinary_file_is_replaced(tmp_path, force):
    target, planted = plants(tmp_path)
    for path in planted:
        with pytest.raises(FileError):
            whole_files.replace(Path(path), b"new", force=force)
    assert target.read_bytes() == b"precious"
    assert not list(tmp_path.glob(".*"))


def test_p22_an_existing_output_is_replaced_only_by_force(tmp_path):
    path = tmp_path / "out"
    whole_files.replace(path, b"one")
    with pytest.raises(FileError, match="--force"):
        whole_files.replace(path, b"two")
    assert path.read_bytes() == b"one"
    whole_files.replace(path, b"two", force=True)
    assert path.read_bytes() == b"two"


def test_a_file_that_appears_meanwhile_is_not_replaced(tmp_path, monkeypatch):
    path = tmp_path / "out"
    real = os.fsync

    def appear(descriptor):
        path.write_bytes(b"theirs")
        real(descriptor)

    monkeypatch.setattr(os, "fsync", appear)
    with pytest.raises(FileError, match="exists already"):
        whole_files.replace(path, b"mine")
    assert path.read_bytes() == b"theirs"


def test_a_stick_without_links_and_modes_is_written_all_the_same(tmp_path, monkeypatch):
    def not_permitted(*arguments):
        raise PermissionError(1, "Operation not permitted")

    for call in ("link", "fchmod"):
        monkeypatch.setattr(os, call, not_permitted)
    monkeypatch.setattr(Path, "chmod", not_permitted)
    whole_files.make_folder(tmp_path / "folder")
    path = tmp_path / "out"
    whole_files.replace(path, b"one")
    assert path.read_bytes() == b"one"
    with pytest.raises(FileError):
        whole_files.replace(path, b"two")


def test_p21_a_new_file_is_private_whatever_the_umask(tmp_path, umask):
    whole_files.replace(tmp_path / "out", b"x")
    assert mode(tmp_path / "out") == 0o600


def test_p21_a_new_folder_is_private_whatever_the_umask(tmp_path, umask):
    whole_files.make_folder(tmp_path / "a" / "b")
    assert [mode(tmp_path / "a"), mode(tmp_path / "a" / "b")] == [0o700, 0o700]


def test_a_folder_that_is_there_is_left_as_it_is(tmp_path):
    tmp_path.chmod(0o755)
    whole_files.make_folder(tmp_path)
    assert mode(tmp_path) == 0o755


def test_a_folder_is_not_made_over_a_file(tmp_path):
    (tmp_path / "file").touch()
    with pytest.raises(FileError, match="no folder"):
        whole_files.make_folder(tmp_path / "file")
    with pytest.raises(FileError):
        whole_files.make_folder(tmp_path / "file" / "below")


def test_a_folder_made_by_another_process_meanwhile_is_taken(tmp_path, monkeypatch):
    folder = tmp_path / "new"
    real = type(folder).mkdir

    def late(self, *arguments, **options):
        real(self, *arguments, **options)
        raise FileExistsError(17, "File exists")

    monkeypatch.setattr(type(folder), "mkdir", late)
    whole_files.make_folder(folder)
    assert folder.is_dir()


@pytest.mark.parametrize(
    ("failing", "said"),
    [(28, "NOT saved"), (122, "NOT saved"), (5, "Input/output error"), (13, "Permission denied")],
)
@pytest.mark.parametrize("call", ["write", "fsync"])
def test_p06_a_failed_replacement_leaves_what_was(tmp_path, monkeypatch, call, failing, said):
    path = tmp_path / "out"
    whole_files.replace(path, b"one")

    def fail(*arguments):
        raise OSError(failing, os.strerror(failing))

    monkeypatch.setattr(os, call, fail)
    with pytest.raises(FileError, match=said):
        whole_files.replace(path, b"two", force=True)
    assert path.read_bytes() == b"one"
    assert list(tmp_path.iterdir()) == [path]


def test_p06_a_replacement_is_forced_before_it_is_put_in_place(tmp_path, monkeypatch):
    told = []
    for name in ("fsync", "link"):
        real = getattr(os, name)
        monkeypatch.setattr(
            os, name, lambda *a, real=real, name=name: (told.append(name), real(*a))[1]
        )
    whole_files.replace(tmp_path / "out", b"x")
    assert told == ["fsync", "link", "fsync"]


def test_p06_who_reads_a_file_while_it_is_replaced_reads_all_of_the_old_one(tmp_path, monkeypatch):
    path, told = tmp_path / "out", []
    whole_files.replace(path, b"one")
    with path.open("rb") as reader:
        monkeypatch.setattr(
            os, "fsync", lambda _, real=os.fsync: (told.append(path.read_bytes()), real(_))[1]
        )
        whole_files.replace(path, b"two", force=True)
        assert reader.read() == b"one"
    assert told == [b"one", b"two"]


def test_p06_only_one_module_replaces_files():
    package = Path(upakarti_tui.__path__[0])
    calls = ("os.replace(", "os.rename(", ".rename(", "os.link(", "shutil.move(")
    found = {
        path.name
        for path in package.rglob("*.py")
        if any(call in path.read_text() for call in calls)
    }
    assert found == {"whole_files.py"}


def test_a_missing_file_and_a_missing_folder_are_told(tmp_path):
    with pytest.raises(MissingFileError):
        files.read(tmp_path / "none")
    with pytest.raises(FileError, match=r"no folder .*none\.$"):
        whole_files.replace(tmp_path / "none" / "out", b"x")
    (tmp_path / "file").write_bytes(b"")
    with pytest.raises(FileError, match=r"file is no folder\.$"):
        whole_files.replace(tmp_path / "file" / "out", b"x")
    with pytest.raises(FileError):
        whole_files.sync_folder(tmp_path / "none")


def test_a_path_that_is_no_path_is_told(tmp_path):
    for use in (files.read, whole_files.make_folder, lambda path: whole_files.replace(path, b"x")):
        with pytest.raises(FileError):
            use(tmp_path / "a\0b")


def test_a_path_through_a_file_is_told(tmp_path):
    (tmp_path / "file").touch()
    with pytest.raises(FileError, match="folder"):
        whole_files.replace(tmp_path / "file" / "out", b"x")


def test_a_file_beyond_the_limit_is_told(tmp_path):
    whole_files.replace(tmp_path / "out", b"12345")
    assert files.read(tmp_path / "out", 5) == b"12345"
    with pytest.raises(FileError, match="larger than 4"):
        files.read(tmp_path / "out", 4)


def test_a_file_that_cannot_be_read_is_told(tmp_path, monkeypatch):
    whole_files.replace(tmp_path / "out", b"x")

    def fail(*arguments):
        raise OSError(5, "Input/output error")

    monkeypatch.setattr(os, "read", fail)
    with pytest.raises(FileError, match="Input/output"):
        files.read(tmp_path / "out")


def test_a_folder_that_cannot_be_forced_is_told(tmp_path, monkeypatch):
    def fail(*arguments):
        raise OSError(5, "Input/output error")

    monkeypatch.setattr(os, "fsync", fail)
    with pytest.raises(FileError, match="Input/output"):
        whole_files.sync_folder(tmp_path)


def refused(path, words):
    with pytest.raises(FileError, match=words):
        files.refuse_wider(path, path.stat())


@pytest.mark.parametrize("wider", [0o604, 0o620, 0o640, 0o644, 0o666, 0o700 | 0o001])
def test_p21_a_file_open_to_others_is_refused_with_how_to_mend_it(tmp_path, wider):
    path = tmp_path / "book"
    whole_files.replace(path, b"x")
    files.refuse_wider(path, path.stat())
    path.chmod(wider)
    refused(path, "chmod 600")


@pytest.mark.parametrize("wider", [0o720, 0o702, 0o777])
def test_p21_a_folder_that_others_may_write_in_is_refused(tmp_path, wider):
    path = tmp_path / "book"
    whole_files.replace(path, b"x")
    tmp_path.chmod(wider)
    refused(path, "chmod 700")
    tmp_path.chmod(wider | stat.S_ISVTX)
    files.refuse_wider(path, path.stat())


def test_p22_a_file_with_a_second_name_is_refused(tmp_path):
    path = tmp_path / "book"
    whole_files.replace(path, b"x")
    os.link(path, tmp_path / "other")
    refused(path, "second name")


def test_where_there_are_no_modes_nothing_is_refused(tmp_path, monkeypatch):
    path = tmp_path / "book"
    whole_files.replace(path, b"x")
    path.chmod(0o666)
    status = path.stat()
    monkeypatch.setattr(os, "name", "nt")
    files.refuse_wider(path, status)
    whole_files.sync_folder(tmp_path / "none")
