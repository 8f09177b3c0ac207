"""Sealed archives: opened by other programs' own code, and by nothing else."""

import io
import tarfile
import zipfile
from pathlib import Path

import pyrage
import pytest
import pyzipper
from parcels import OWN, PASSPHRASE, names_in

from guides.errors import SealError
from guides.publish.sealed.archives import write_age, write_zip


@pytest.fixture
def parcel(handed_on: Path) -> Path:
    return handed_on / "out" / "007"


def tar_names(raw: bytes) -> set[str]:
    with tarfile.open(fileobj=io.BytesIO(raw)) as archive:
        members = archive.getmembers()
    assert {(member.uid, member.uname, member.mtime) for member in members} == {(0, "", 0)}
    return {member.name.removeprefix("guides/") for member in members if member.isfile()}


def test_age_opens_with_the_passphrase(parcel: Path, tmp_path: Path) -> None:
    """And with no other; what is in it is the parcel."""
    write_age(tmp_path / "a.age", parcel, PASSPHRASE, ())
    raw = (tmp_path / "a.age").read_bytes()
    assert tar_names(pyrage.passphrase.decrypt(raw, PASSPHRASE)) == names_in(parcel)
    with pytest.raises(pyrage.DecryptError):
        pyrage.passphrase.decrypt(raw, PASSPHRASE + "s")
    assert [path.name for path in tmp_path.iterdir()] == ["a.age"]


def test_age_opens_for_its_recipient(parcel: Path, tmp_path: Path) -> None:
    """A clinic needs no passphrase; one changed byte, or a cut, opens to nothing."""
    key = pyrage.x25519.Identity.generate()
    write_age(tmp_path / "a.age", parcel, None, (str(key.to_public()),))
    raw = (tmp_path / "a.age").read_bytes()
    assert tar_names(pyrage.decrypt(raw, [key])) == names_in(parcel)
    changed = bytearray(raw)
    changed[len(raw) // 2] ^= 1
    for damaged in (bytes(changed), raw[: len(raw) // 2], raw[:-1]):
        with pytest.raises(pyrage.DecryptError):
            pyrage.decrypt(damaged, [key])


def test_a_key_that_is_none_is_said(parcel: Path, tmp_path: Path) -> None:
    """Nothing is written for it."""
    with pytest.raises(SealError, match="no public key"):
        write_age(tmp_path / "a.age", parcel, None, ("age1nobody",))
    assert list(tmp_path.iterdir()) == []


def test_a_zip_shows_one_name_that_says_nothing(parcel: Path, tmp_path: Path) -> None:
    """Inside is a plain zip with the parcel; neither names nor times of anybody can be read from outside."""
    write_zip(tmp_path / "a.zip", parcel, PASSPHRASE)
    with zipfile.ZipFile(tmp_path / "a.zip") as outside:
        (entry,) = outside.infolist()
        assert (entry.filename, entry.date_time[0]) == ("guides.zip", 1980)
    raw = (tmp_path / "a.zip").read_bytes()
    assert not any(word.encode() in raw for word in (*OWN["007"], "Meeting", "01-meeting"))
    with pyzipper.AESZipFile(tmp_path / "a.zip") as sealed:
        sealed.setpassword(PASSPHRASE.encode())
        with zipfile.ZipFile(io.BytesIO(sealed.read("guides.zip"))) as inside:
            assert {name.removeprefix("guides/") for name in inside.namelist()} == names_in(parcel)
            assert inside.testzip() is None
        sealed.setpassword(b"another")
        with pytest.raises(RuntimeError):
            sealed.read("guides.zip")


def test_a_damaged_zip_opens_to_nothing(parcel: Path, tmp_path: Path) -> None:
    """One changed byte anywhere in what is sealed, or a cut: refused before anything of it is taken for whole."""
    write_zip(tmp_path / "a.zip", parcel, PASSPHRASE)
    raw = (tmp_path / "a.zip").read_bytes()
    for number in range(8):
        at = 100 + number * (len(raw) - 400) // 7
        (tmp_path / "b.zip").write_bytes(raw[:at] + bytes([raw[at] ^ 1]) + raw[at + 1 :])
        with pyzipper.AESZipFile(tmp_path / "b.zip") as sealed:
            sealed.setpassword(PASSPHRASE.encode())
            with pytest.raises(pyzipper.BadZipFile):
                sealed.read("guides.zip")
    (tmp_path / "b.zip").write_bytes(raw[: len(raw) // 2])
    with pytest.raises(pyzipper.BadZipFile):
        pyzipper.AESZipFile(tmp_path / "b.zip")
