from __future__ import annotations

import base64
import subprocess

import pytest
from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric.ec import SECP256R1, generate_private_key
from hypothesis import given
from hypothesis import strategies as st

import openssh
from upakarti_tui.errors import FileError
from upakarti_tui.storage import device, whole_files
from upakarti_tui.storage.books.signatures import (
    ENROLMENT,
    SUBMISSION,
    is_public_key,
    own_key,
    verified,
)

STATEMENT = b'{"closed":"sheets"}\n'


def key_in(folder):
    """Return the key of whoever has this data folder."""
    with device.sitting_at(folder, lambda: "noon"):
        return own_key()


@pytest.fixture
def key(tmp_path):
    return key_in(tmp_path)


def test_a_key_is_made_on_first_use_and_kept(tmp_path):
    path = tmp_path / "key"
    assert key_in(tmp_path).public == key_in(tmp_path).public
    assert path.stat().st_mode & 0o777 == 0o600
    assert path.read_bytes().startswith(b"-----BEGIN OPENSSH PRIVATE KEY-----")


def test_the_key_of_this_person_lies_in_their_own_folder(own_home):
    own_key()
    assert (own_home / "data" / "upakarti" / "key").exists()


def test_a_signature_is_good_for_its_statement_purpose_and_key_alone(key, tmp_path):
    signature = key.sign(SUBMISSION, STATEMENT)
    assert verified(key.public, SUBMISSION, STATEMENT, signature)
    assert not verified(key.public, ENROLMENT, STATEMENT, signature)
    assert not verified(key.public, SUBMISSION, STATEMENT + b" ", signature)
    assert not verified(key_in(tmp_path / "other").public, SUBMISSION, STATEMENT, signature)


@openssh.needs_openssh
def test_p16_stock_openssh_accepts_and_refuses_the_same(key, tmp_path):
    signers = tmp_path / "signers"
    signers.write_text(f'j1 namespaces="{SUBMISSION}" {key.public}\n')
    (tmp_path / "sig").write_text(key.sign(SUBMISSION, STATEMENT))

    def check(statement, who="j1"):
        return openssh.accepts(signers, who, SUBMISSION, tmp_path / "sig", statement)

    assert check(STATEMENT)
    assert not check(STATEMENT.replace(b"sheets", b"shoots"))
    assert not check(STATEMENT, "j2")


@openssh.needs_openssh
def test_a_key_made_by_openssh_signs_too(tmp_path):
    path = tmp_path / "key"
    subprocess.run(["ssh-keygen", "-q", "-t", "ed25519", "-N", "", "-f", path], check=True)
    key = key_in(tmp_path)
    assert " ".join((tmp_path / "key.pub").read_text().split()[:2]) == key.public
    assert verified(key.public, SUBMISSION, STATEMENT, key.sign(SUBMISSION, STATEMENT))


def test_a_key_open_to_others_is_refused(key, tmp_path):
    (tmp_path / "key").chmod(0o640)
    with pytest.raises(FileError, match="chmod 600"):
        key_in(tmp_path)


@pytest.mark.parametrize("raw", [b"", b"nonsense", b"-----BEGIN OPENSSH PRIVATE KEY-----\nAAAA"])
def test_a_file_that_holds_no_key_is_told(tmp_path, raw):
    whole_files.replace(tmp_path / "key", raw)
    with pytest.raises(FileError, match="no key"):
        key_in(tmp_path)


def test_another_kind_of_key_is_told(tmp_path):
    raw = generate_private_key(SECP256R1()).private_bytes(
        serialization.Encoding.PEM,
        serialization.PrivateFormat.OpenSSH,
        serialization.NoEncryption(),
    )
    whole_files.replace(tmp_path / "key", raw)
    with pytest.raises(FileError, match="Ed25519"):
        key_in(tmp_path)


def test_the_key_of_a_quicker_process_is_taken(tmp_path, monkeypatch):
    other = key_in(tmp_path / "other")
    real = whole_files.replace

    def late(path, content):
        real(path, (tmp_path / "other" / "key").read_bytes())
        real(path, content)

    monkeypatch.setattr(whole_files, "replace", late)
    assert key_in(tmp_path).public == other.public


def test_a_key_that_cannot_be_kept_is_told(tmp_path, monkeypatch):
    def fail(path, content):
        raise FileError

    monkeypatch.setattr(whole_files, "replace", fail)
    with pytest.raises(FileError):
        key_in(tmp_path)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "ssh-ed25519",
        "ssh-ed25519 !!!!",
        "ssh-ed25519 AAAA",
        "ssh-rsa AAAAC3NzaC1lZDI1NTE5AAAAIA==",
        "ssh-ed25519 " + base64.b64encode(b"\0\0\0\x0bssh-ed25519\0\0\0\x02ab").decode(),
        "ssh-ed25519 " + base64.b64encode(b"\0\0\0\x07ssh-rsa\0\0\0\x20" + b"a" * 32).decode(),
    ],
)
def test_what_is_no_ed25519_key_is_not_taken_for_one(text):
    assert not is_public_key(text)


def test_a_public_key_is_known_as_one(key):
    assert is_public_key(key.public)


@given(st.data())
def test_p16_no_changed_signature_is_accepted(tmp_path_factory, data):
    key = key_in(tmp_path_factory.getbasetemp() / "changed-key")
    rows = key.sign(SUBMISSION, STATEMENT).strip().split("\n")
    blob = bytearray(base64.b64decode("".join(rows[1:-1])))
    at = data.draw(st.integers(0, len(blob) - 1))
    blob[at] ^= 1 << data.draw(st.integers(0, 7))
    text = "\n".join([rows[0], base64.b64encode(blob).decode(), rows[-1]])
    assert not verified(key.public, SUBMISSION, STATEMENT, text)


@pytest.mark.parametrize(
    "signature",
    [
        "",
        "x",
        "-----BEGIN SSH SIGNATURE-----\n-----END SSH SIGNATURE-----",
        "-----BEGIN SSH SIGNATURE-----\n!!\n-----END SSH SIGNATURE-----",
        "-----BEGIN SSH SIGNATURE-----\n"
        + base64.b64encode(b"SSHSIG\0\0\0\x01\0\0\0\x01a").decode()
        + "\n-----END SSH SIGNATURE-----",
        "-----BEGIN SSH SIGNATURE-----\n"
        + base64.b64encode(b"SSHSIG\0\0\0\x01\0\0").decode()
        + "\n-----END SSH SIGNATURE-----",
    ],
)
def test_what_is_no_signature_is_refused(key, signature):
    assert not verified(key.public, SUBMISSION, STATEMENT, signature)
    assert not verified("nonsense", SUBMISSION, STATEMENT, signature)
