"""A parcel as one sealed archive: age for backups and clinics, zip with AES for those who need it."""

import tarfile
import zipfile
from collections.abc import Sequence
from pathlib import Path

from guides.errors import SealError
from guides.publish.sealed.extra import needing
from guides.store.files import translated

INSIDE = "guides"
"""What everything is called inside: a zip shows the names of what it holds to anybody."""
_TIME = (1980, 1, 1, 0, 0, 0)


def write_age(target: Path, folder: Path, passphrase: str | None, recipients: Sequence[str]) -> None:
    """A parcel as a tar archive that age opens: with the passphrase, or with a recipient's key.

    Args:
        target: a new file.
        folder: the parcel; a file beside it is written and removed.
        passphrase: None where recipients are given.
        recipients: public keys, `age1…`.

    Raises:
        SealError: a key cannot be understood, or what it takes is not installed.
        StoreError: a file cannot be read or written.
    """
    with needing():
        import pyrage

    try:
        keys = [pyrage.x25519.Recipient.from_str(key) for key in recipients]
    except pyrage.RecipientError as error:
        raise SealError(
            "--recipient: this is no public key of age.", hint="It begins with age1, in one word."
        ) from error
    tar = target.with_name(f"{target.name}.tar")
    with translated(target, "write this sealed archive"):
        with tarfile.open(tar, "w", format=tarfile.PAX_FORMAT) as archive:
            archive.add(folder, INSIDE, filter=_nobodys)
        if passphrase is None:
            with tar.open("rb") as plain, target.open("wb") as out:
                pyrage.encrypt_io(plain, out, keys)
        else:
            target.write_bytes(pyrage.passphrase.encrypt(tar.read_bytes(), passphrase))
        tar.unlink()


def _nobodys(entry: tarfile.TarInfo) -> tarfile.TarInfo:
    entry.uid = entry.gid = entry.mtime = 0
    entry.uname = entry.gname = ""
    return entry


def write_zip(target: Path, folder: Path, passphrase: str) -> None:
    """A parcel as a zip in a sealed zip, so that not even the names inside can be read.

    Args:
        target: a new file.
        folder: the parcel; a file beside it is written and removed.
        passphrase: what opens it.

    Raises:
        SealError: what it takes is not installed.
        StoreError: a file cannot be read or written.
    """
    with needing():
        import pyzipper

    inner = target.with_name(f"{target.name}.inner")
    with translated(target, "write this sealed archive"):
        with zipfile.ZipFile(inner, "w", zipfile.ZIP_STORED) as archive:
            for file in sorted(path for path in folder.rglob("*") if path.is_file()):
                entry = zipfile.ZipInfo(f"{INSIDE}/{file.relative_to(folder).as_posix()}", _TIME)
                archive.writestr(entry, file.read_bytes())
        with pyzipper.AESZipFile(target, "w", zipfile.ZIP_STORED, encryption=pyzipper.WZ_AES) as sealed:
            sealed.setpassword(passphrase.encode())
            with (
                inner.open("rb") as plain,
                sealed.open(pyzipper.AESZipFile.zipinfo_cls(f"{INSIDE}.zip", _TIME), "w") as out,
            ):
                while block := plain.read(1 << 20):
                    out.write(block)
        inner.unlink()
