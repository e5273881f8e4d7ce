"""Stock OpenSSH, asked whether a signature is good."""

from __future__ import annotations

import shutil
import subprocess
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from pathlib import Path

needs_openssh = pytest.mark.skipif(
    not shutil.which("ssh-keygen"), reason="this machine has no ssh-keygen"
)


def accepts(signers: Path, who: str, namespace: str, signature: Path, statement: bytes) -> bool:
    """Tell whether `ssh-keygen -Y verify` takes a signature file for that of `who`."""
    command = ["ssh-keygen", "-Y", "verify", "-f", signers, "-I", who, "-n", namespace]
    done = subprocess.run(
        [*command, "-s", signature], input=statement, capture_output=True, check=False
    )
    return done.returncode == 0
