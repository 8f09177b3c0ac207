"""How `approvals.toml` is changed: whole or not at all, one run after the other, and only where it must."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path

from guides.clients.approvals import INGREDIENTS, NAME, Approval, Approvals, read_approvals
from guides.store.files import write_changed
from guides.store.locking import locked
from guides.store.toml_text import quoted

HEAD = """\
# What was approved for clients, guide by guide. "guides approve" writes it; keep it under
# version control. A line that no longer fits its guide asks for approval again.
"""


def change_approvals(folder: Path, lock: Path, changes: Mapping[str, Approval | None]) -> bool:
    """Write approvals, and take out those that are None; all others stay as they are, comments too.

    Args:
        folder: the practice.
        lock: a file that two runs cannot hold at once.
        changes: by the guide's id.

    Returns:
        Whether anything changed.

    Raises:
        ApprovalError: what stands there cannot be understood; it is left alone.
        StoreError: it cannot be read or written.
    """
    with locked(lock):
        approvals = read_approvals(folder)
        text = changed_text(approvals, changes)
        if text == approvals.written.text:
            return False
        return write_changed(folder / NAME, text.encode())


@dataclass(frozen=True, slots=True)
class _Table:
    """The lines of one guide, as somebody left them."""

    above: tuple[str, ...]
    """Comments right above its name."""
    lines: tuple[str, ...]
    """From its name on, without empty lines at the end."""


def changed_text(approvals: Approvals, changes: Mapping[str, Approval | None]) -> str:
    """The file with these changes: sorted by id, every comment on a line of its own kept with its guide."""
    head, tables = _tables(approvals)
    for id, approval in changes.items():
        old = tables.pop(id, _Table((), ()))
        if approval is None:
            continue
        if approval == approvals.given.get(id):
            tables[id] = old
            continue
        notes = tuple(line for line in old.lines if line.lstrip().startswith("#"))
        tables[id] = _Table(old.above, (f"[{quoted(id)}]", *notes, *_lines(approval)))
    parts = ["\n".join(head)] if head else []
    parts += ["\n".join((*tables[id].above, *tables[id].lines)) for id in sorted(tables)]
    if not head and tables and not approvals.given:
        parts.insert(0, HEAD.rstrip("\n"))
    return "\n\n".join(parts) + "\n" if parts else ""


def _lines(approval: Approval) -> Iterator[str]:
    yield f"heard = {'true' if approval.heard else 'false'}"
    for name in INGREDIENTS:
        if (value := getattr(approval, name)) is not None:
            yield f"{name} = {quoted(value)}"


def _tables(approvals: Approvals) -> tuple[list[str], dict[str, _Table]]:
    """What stands above all guides, and the lines of each."""
    lines = approvals.written.text.splitlines()
    # Every approval that could be read has a line that names it.
    named = sorted(((approvals.written.find([id]).line or 1) - 1, id) for id in approvals.given)
    tables: dict[str, _Table] = {}
    end = len(lines)
    for (before, _), (start, id) in reversed(list(pairwise([(-1, ""), *named]))):
        begin = _with_comments(lines, start, before)
        tables[id] = _Table(tuple(lines[begin:start]), tuple(_trimmed(lines[start:end])))
        end = begin
    return _trimmed(lines[:end]), tables


def _with_comments(lines: list[str], start: int, after: int) -> int:
    """Where the comments right above a name begin; they end what stands at `after` at the latest."""
    while start - 1 > after and lines[start - 1].lstrip().startswith("#"):
        start -= 1
    return start


def _trimmed(lines: list[str]) -> list[str]:
    kept = list(lines)
    while kept and not kept[-1].strip():
        kept.pop()
    return kept
