"""A file is written whole or not at all, and a failure is one line that says why."""

import os
import socket
import stat
from pathlib import Path

import pytest

from geo_ree._atomic import replacing, write_text
from geo_ree.errors import UnwritableFile


def test_text_is_written_as_utf8_with_its_own_line_ends(tmp_path):
    path = write_text(tmp_path / "a.txt", "Kızılcaören\r\nb\n")
    assert path.read_bytes() == "Kızılcaören\r\nb\n".encode()


def test_the_path_comes_back_as_it_was_given(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    assert write_text("a.txt", "x") == Path("a.txt")


def test_an_existing_file_is_replaced_and_keeps_its_permissions(tmp_path):
    path = tmp_path / "a.txt"
    path.write_text("old")
    path.chmod(0o640)
    write_text(path, "new")
    assert path.read_text() == "new"
    assert stat.S_IMODE(path.stat().st_mode) == 0o640


def test_a_new_file_has_the_permissions_that_the_user_asks_for(tmp_path):
    (tmp_path / "plain.txt").write_text("x")
    write_text(tmp_path / "a.txt", "x")
    assert (tmp_path / "a.txt").stat().st_mode == (tmp_path / "plain.txt").stat().st_mode


def test_a_link_is_followed_and_stays_a_link(tmp_path):
    target = tmp_path / "target.txt"
    target.write_text("old")
    link = tmp_path / "link.txt"
    link.symlink_to(target)
    write_text(link, "new")
    assert link.is_symlink()
    assert target.read_text() == "new"


def test_nothing_else_is_left_in_the_folder(tmp_path):
    write_text(tmp_path / "a.txt", "x")
    assert [path.name for path in tmp_path.iterdir()] == ["a.txt"]


@pytest.mark.parametrize(
    ("make", "reason"),
    [
        (lambda folder: folder / "missing" / "a.txt", "does not exist"),
        (lambda folder: folder, "it is a folder"),
        (lambda folder: folder / "note.txt" / "a.txt", "is not a folder"),
        (lambda folder: str(folder / "a\0b.txt"), "null"),
        (lambda folder: folder / ("a" * 300 + ".txt"), "name too long"),
    ],
    ids=["missing folder", "a folder", "below a file", "NUL", "long name"],
)
def test_a_path_that_cannot_be_written_is_one_clear_line(tmp_path, make, reason):
    (tmp_path / "note.txt").write_text("x")
    path = make(tmp_path)
    with pytest.raises(UnwritableFile) as caught:
        write_text(path, "new")
    message = str(caught.value)
    assert message.startswith(f"cannot write {path}: ")
    assert reason in message.lower()
    assert "\n" not in message
    assert [path.name for path in tmp_path.iterdir()] == ["note.txt"]


def test_a_socket_is_no_file_to_replace(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)  # the name of a socket has few bytes
    with socket.socket(socket.AF_UNIX) as server:
        server.bind("door")
        with pytest.raises(UnwritableFile, match="not an ordinary file"):
            write_text("door", "x")


def test_a_write_protected_file_is_left_alone(tmp_path, monkeypatch):
    path = tmp_path / "a.txt"
    path.write_text("old")
    path.chmod(0o444)
    # Asked of the system by name, because root may write to anything.
    monkeypatch.setattr(os, "access", lambda target, mode: mode != os.W_OK or bool(Path(target).stat().st_mode & 0o222))
    with pytest.raises(UnwritableFile, match="write-protected"):
        write_text(path, "new")
    assert path.read_text() == "old"


def test_text_without_a_utf8_form_is_refused_before_anything_is_written(tmp_path):
    with pytest.raises(UnwritableFile, match="character 1 of the text"):
        write_text(tmp_path / "a.txt", "a\ud800")
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("step", ["fsync", "replace"])
def test_a_full_disk_leaves_the_old_file_and_no_other(tmp_path, monkeypatch, step):
    def full(*_):
        raise OSError(28, "No space left on device")

    path = tmp_path / "a.txt"
    path.write_text("old")
    monkeypatch.setattr(*((os, "fsync", full) if step == "fsync" else (Path, "replace", full)))
    with pytest.raises(UnwritableFile, match="No space left on device"):
        write_text(path, "new")
    assert path.read_text() == "old"
    assert [path.name for path in tmp_path.iterdir()] == ["a.txt"]


def test_an_interruption_leaves_the_old_file_and_no_other(tmp_path):
    path = tmp_path / "a.txt"
    path.write_text("old")
    with pytest.raises(KeyboardInterrupt), replacing(path) as temporary:  # noqa: PT012
        temporary.write_text("half")
        raise KeyboardInterrupt
    assert path.read_text() == "old"
    assert [path.name for path in tmp_path.iterdir()] == ["a.txt"]


def test_a_temporary_file_has_the_suffix_that_other_writers_go_by(tmp_path):
    with replacing(tmp_path / "out.gpkg") as temporary:
        assert temporary.suffix == ".gpkg"
        assert temporary.parent == tmp_path
        assert not temporary.exists()
        temporary.write_bytes(b"x")
    assert (tmp_path / "out.gpkg").read_bytes() == b"x"


def test_a_block_that_writes_nothing_is_an_unwritable_file(tmp_path):
    with pytest.raises(UnwritableFile, match="No such file"), replacing(tmp_path / "out.gpkg"):
        pass
