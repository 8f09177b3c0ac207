"""`guides check --explain`: why a rule of care is there, and what to write."""

from __future__ import annotations

import textwrap
from typing import TYPE_CHECKING

from guides.cli.console import Console
from guides.errors import UsageError

if TYPE_CHECKING:
    from guides.care.rule import Rule

WIDTH = 80
EVERY = "all"


def explain(console: Console, name: str) -> int:
    """Say what a rule is about; `all` for every rule.

    Raises:
        UsageError: there is no such rule; names the nearest.
    """
    from guides.care.registry import RULES
    from guides.model.care import CareSettings
    from guides.script.nearest import one_of, suggestion

    wanted = name.strip().casefold().replace("_", "-").replace(" ", "-")
    rules = [rule for rule in RULES if wanted in (rule.name, EVERY)]
    names = [rule.name for rule in RULES]
    if not rules:
        hint = suggestion(wanted, names, f"The rules are {one_of(names)}.")
        raise UsageError(f"There is no rule of care called {name.strip() or 'nothing'}.", hint=hint)
    for rule in rules:
        level = CareSettings().of(rule.name)
        console.data(
            event="rule",
            rule=rule.name,
            level=level,
            reason=rule.reason,
            instead=rule.instead,
            breaks=rule.breaks,
            keeps=rule.keeps,
        )
        console.say(shown(rule, level) + ("\n" if rule is not rules[-1] else ""))
    return 0


def shown(rule: Rule, level: str) -> str:
    """A rule in words, at most 80 columns wide."""
    parts = [
        f"{rule.name} ({level}, unless guides.toml says otherwise)",
        _folded(rule.reason),
        "What to write instead:",
        _folded(rule.instead, "  "),
        "This breaks it:",
        _text(rule.breaks),
        "This does not:",
        _text(rule.keeps),
    ]
    return "\n\n".join(parts)


def _folded(text: str, lead: str = "") -> str:
    return textwrap.fill(text, WIDTH, initial_indent=lead, subsequent_indent=lead)


def _text(text: str) -> str:
    return "\n".join(_folded(line, "    ") if line else "" for line in text.split("\n"))
