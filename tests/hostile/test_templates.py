"""Narrative templates that attack the program: each ends in findings, with a file and a line."""

from collections.abc import Mapping
from pathlib import Path
from random import Random

import pytest

from disclose.report.template_check import faults
from disclose.report.template_sources import overridden
from tests.support.command_line import run
from tests.support.filings import edition
from tests.support.hostile.templates import PIECES, TEMPLATES
from tests.support.places import EXAMPLES

FILLED = EXAMPLES / "qinghe-2025" / "filled.xlsx"


def _written(folder: Path, files: Mapping[str, str]) -> Path:
    for name, text in files.items():
        (folder / name).write_text(text, encoding="utf-8")
    return folder


@pytest.mark.parametrize("name", TEMPLATES)
def test_a_hostile_template_is_a_finding_of_both_commands(name: str, tmp_path: Path) -> None:
    files, code = TEMPLATES[name]
    folder = _written(tmp_path, files)
    checked = run("template-check", folder)
    assert checked.code == 1
    assert code in checked.out
    compiled = run("compile", FILLED, "--template", folder, "--to", "md", "-o", tmp_path / "out")
    assert compiled.code == 2
    assert code in compiled.err
    assert not (tmp_path / "out").exists()
    for said in (checked.out, compiled.err):
        assert "Traceback" not in said
        assert ".j2:" in said


@pytest.mark.parametrize("seed", range(40))
def test_pieces_of_templates_in_any_order_are_findings_at_most(seed: int, tmp_path: Path) -> None:
    random = Random(seed)  # noqa: S311 - the same pieces in every run
    text = "".join(random.choices(PIECES, k=random.randint(3, 60)))
    narrative = overridden(edition(), _written(tmp_path, {"report.md.j2": text}))
    assert all(each.places[0].file.endswith(".j2") for each in faults(edition(), narrative))
