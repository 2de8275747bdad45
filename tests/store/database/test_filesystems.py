"""Where a database must not lie."""

from __future__ import annotations

from pathlib import Path

import pytest

from quotes.store.database import connection
from quotes.store.database.faults import NetworkDatabase
from quotes.store.database.filesystems import network_of
from quotes.store.database.migrating import migrate

MOUNTS = """\
22 1 254:0 / / rw,relatime - ext4 /dev/vda rw
30 22 0:40 / /srv/news\\040room rw shared:1 - nfs4 files:/news rw,vers=4.2
31 22 0:41 / /home/ada/remote rw - fuse.sshfs ada@elsewhere: rw
32 22 0:42 / /home/ada/vault rw - fuse.gocryptfs vault rw
33 30 0:43 / /srv/news\\040room/local rw - tmpfs tmpfs rw
34 22 0:44 / /mnt/twice rw - ext4 /dev/vdb rw
35 34 0:45 / /mnt/twice rw - cifs //files/share rw
"""


@pytest.mark.parametrize(
    ("path", "kind"),
    [
        ("/var/lib/quotes/quotes.db", None),
        ("/srv/news room/quotes.db", "nfs4"),
        ("/srv/news room/a/b/quotes.db", "nfs4"),
        ("/srv/news room/local/quotes.db", None),
        ("/srv/news rooms/quotes.db", None),
        ("/home/ada/remote/quotes.db", "fuse.sshfs"),
        ("/home/ada/vault/quotes.db", None),
        ("/mnt/twice/quotes.db", "cifs"),
    ],
)
def test_the_nearest_mount_above_a_file_tells_where_it_lies(
    tmp_path: Path, path: str, kind: str | None
) -> None:
    (tmp_path / "mountinfo").write_text(MOUNTS)
    assert network_of(Path(path), tmp_path / "mountinfo") == kind


def test_where_mounts_are_not_told_no_file_is_refused(tmp_path: Path) -> None:
    assert network_of(tmp_path, tmp_path / "nothing") is None


def test_this_very_folder_is_on_no_network(tmp_path: Path) -> None:
    assert network_of(tmp_path / "quotes.db") is None


def test_a_database_on_a_network_is_refused_unless_it_is_allowed(tmp_path, monkeypatch) -> None:
    monkeypatch.setattr("quotes.store.database.filesystems.network_of", lambda _: "nfs4")
    with pytest.raises(NetworkDatabase, match="network file system \\(nfs4\\)"):
        migrate(tmp_path / "quotes.db")
    assert not (tmp_path / "quotes.db").exists()
    connection.configure(synchronous="normal", network=True)
    try:
        assert migrate(tmp_path / "quotes.db")
    finally:
        connection.configure(synchronous="normal", network=False)


@pytest.mark.parametrize(("synchronous", "number"), [("normal", 1), ("full", 2)])
def test_commits_wait_for_the_disk_as_the_settings_say(tmp_path, synchronous, number) -> None:
    connection.configure(synchronous=synchronous, network=False)
    try:
        migrate(tmp_path / "quotes.db")
        with connection.writing(tmp_path / "quotes.db") as db:
            assert db.execute("PRAGMA synchronous").fetchone() == (number,)
    finally:
        connection.configure(synchronous="normal", network=False)
