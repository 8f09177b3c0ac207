"""The starter programme as a therapist gets it."""

import json
from collections.abc import Mapping
from typing import Any

import pytest
from practices import Practice, run
from starter_texts import Guide

from guides.script.reading import Known, read_script


@pytest.fixture(scope="session")
def starter(tmp_path_factory: pytest.TempPathFactory) -> Practice:
    """What `guides init` makes, untouched. To be read only."""
    root = tmp_path_factory.mktemp("starter") / "practice"
    assert run("init", str(root)).code == 0
    return Practice(root, None)


@pytest.fixture(scope="session")
def guides(starter: Practice) -> Mapping[str, Guide]:
    """Every starter script by its id."""
    found: dict[str, Guide] = {}
    for path in sorted((starter.root / "scripts").glob("*/*.md")):
        id = f"{path.parent.name}/{path.stem}"
        text = path.read_text(encoding="utf-8")
        reading = read_script(text, id=id, file=f"scripts/{id}.md", known=Known(None, ("warm-drone",), ()))
        assert reading.script is not None, reading.problems
        found[id] = Guide(id, text, reading.script)
    return found


@pytest.fixture(scope="session")
def plans(starter: Practice) -> Mapping[str, Any]:
    """What `guides plan` says of each, with the voice and pace that a client hears."""
    ran = starter.run("--json", "plan")
    assert ran.code == 0, ran.err
    lines = [json.loads(line) for line in ran.out.splitlines()]
    return {line["id"]: line for line in lines if line["event"] == "plan"}
