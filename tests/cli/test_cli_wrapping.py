"""Lines on a terminal: broken between words, and what is to be copied stays whole."""

from guides.cli.wrapping import wrapped

COMMAND = "guides build preparation/01-meeting preparation/02-breath integration/01-down --client k17 --mixes"


def test_lines_fit_and_commands_paths_and_links_stay_whole() -> None:
    """Each goes on under its own first word; what must not be broken has a line of its own, however long."""
    long = "One two three four five six seven eight nine ten."
    link = "https://guides.example.org/l/" + "a" * 43 + "/"
    hints = f"  {long} Build it: {COMMAND}. {long}\n  See {link} (guides links create --client 007) {long}"
    text = f"{long}\n{hints}\nshort  x"
    assert wrapped(text, None) == text
    lines = wrapped(text, 40).split("\n")
    assert " ".join(" ".join(lines).split()) == " ".join(text.split())
    assert [line for line in lines if len(line) > 40 and COMMAND not in line and link not in line] == []
    assert any(line.strip() == f"{COMMAND}." for line in lines)
    assert any(line.strip() == link for line in lines)
    assert "(guides links create --client 007)" in "\n".join(lines)
    assert [line.startswith("  ") for line in lines].count(False) == len(wrapped(long, 40).split("\n")) + 1
    assert lines[-1] == "short  x"


def test_a_path_with_blanks_stays_whole() -> None:
    """Where a problem is, and what was left where, can be copied too."""
    path = "/home/Ana Ruiz/a quiet practice/scripts/01-a.md"
    for text in (f"{path}: error: This file is not UTF-8 text.", f"not deleted, since it was changed: {path}"):
        assert path in wrapped(text, 40)
