"""File systems that are somebody else's disk.

Over a network a lock may not hold and a forced write may not be one, so a book
there is not written to unless somebody allows it.
"""

from __future__ import annotations

import os
import re
from pathlib import Path

from upakarti_tui.domain.problems import say
from upakarti_tui.errors import FileError

ALLOW = "UPAKARTI_ALLOW_NETWORK"
"""Environment variable that allows writing all the same, when it is not empty."""

MOUNTS = Path("/proc/self/mountinfo")

_KINDS = (
    "nfs nfs4 cifs smb3 smbfs smb 9p afs ceph coda ncpfs lustre gfs2 ocfs2 beegfs davfs "
    "fuse.sshfs fuse.glusterfs fuse.rclone fuse.s3fs fuse.davfs2 fuse.gvfsd-fuse fuse.curlftpfs "
    "fuse.ceph fuse.nfs fuse.smbnetfs"
)


def network_kind(path: Path, mounts: str) -> str:
    """Return the kind of network file system that the path is on; empty for a local disk.

    `mounts` is the text of a `mountinfo`.
    """
    best, kind = "", ""
    place = str(path)
    for line in mounts.splitlines():
        before, dash, after = line.partition(" - ")
        fields = before.split(" ")
        if not dash or len(fields) < 6:  # noqa: PLR2004 -- proc(5): six fields, at least
            continue
        point = re.sub(r"\\([0-7]{3})", lambda m: chr(int(m[1], 8)), fields[4])
        if len(point) >= len(best) and _is_within(place, point):
            best, kind = point, after.split(" ")[0]
    return kind if kind in _KINDS.split() else ""


def _is_within(place: str, point: str) -> bool:
    return place == point or place.startswith(point.rstrip("/") + "/")


def kind_of(path: Path) -> str:
    """Return the kind of network file system that the path is on; empty for a local disk."""
    try:
        mounts = MOUNTS.read_text("utf-8", "surrogateescape")
    except OSError:
        # No such list on this system; nothing can be known.
        return ""
    return network_kind(path.resolve(), mounts)


def refuse_network(path: Path) -> None:
    """Refuse to write on a network file system, unless the environment allows it.

    Raises:
        FileError: names the kind of file system, and the variable that allows it.
    """
    if os.environ.get(ALLOW):
        return
    kind = kind_of(path)
    if kind:
        raise FileError(
            say(
                "{path} is on a network file system ({kind}), where a saved mark may be lost. "
                "Copy the book to a local disk, or set {variable}=1.",
                path=path,
                kind=kind,
                variable=ALLOW,
            )
        )
