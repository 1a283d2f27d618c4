"""The packaged templates are found, or their absence is said."""

import os
import subprocess
import sys
from pathlib import Path
from zipfile import ZipFile

import pytest

from disclose.core import resources
from disclose.core.errors import MissingTemplatesError
from tests.support.places import CHECKOUT, SOURCE


def _installed(monkeypatch: pytest.MonkeyPatch, package: Path, module: Path) -> None:
    monkeypatch.setattr(resources, "package", lambda: package)
    monkeypatch.setattr(resources, "__file__", str(module))


def test_in_a_checkout_the_live_templates_are_read() -> None:
    folder = resources.templates()
    assert Path(str(folder)) == CHECKOUT / "templates"
    assert (folder / "editions" / "cn-2021" / "edition.toml").is_file()


def test_an_installed_package_carries_its_own(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "_templates").mkdir()
    _installed(monkeypatch, tmp_path, CHECKOUT / "src" / "disclose" / "core" / "resources.py")
    assert resources.templates() == tmp_path / "_templates"


def test_a_package_in_a_zip_file_carries_its_own(tmp_path: Path) -> None:
    path = tmp_path / "packed.zip"
    with ZipFile(path, "w") as archive:
        for file in (SOURCE / "__init__.py", *SOURCE.glob("core/*.py")):
            archive.write(file, f"disclose/{file.relative_to(SOURCE)}")
        archive.writestr("disclose/_templates/one.txt", "in a zip file")
    read = (
        "from disclose.core.resources import templates\n"
        "print((templates() / 'one.txt').read_text())"
    )
    variables = {**os.environ, "PYTHONPATH": str(path)}
    said = subprocess.run(
        [sys.executable, "-c", read], env=variables, capture_output=True, text=True, check=True
    )
    assert said.stdout == "in a zip file\n"


def test_in_a_checkout_the_live_gallery_is_read() -> None:
    assert Path(str(resources.gallery())) == CHECKOUT / "examples" / "broken"


def test_an_installed_package_carries_its_gallery_or_has_none(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    _installed(monkeypatch, tmp_path, tmp_path / "src" / "disclose" / "core" / "resources.py")
    assert resources.gallery() is None
    (tmp_path / "_gallery").mkdir()
    assert resources.gallery() == tmp_path / "_gallery"


@pytest.mark.parametrize("project", [None, 'name = "another"', 'name = "disclose-cn"'])
def test_the_templates_of_another_project_are_not_taken(
    project: str | None, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    if project is not None:
        (tmp_path / "pyproject.toml").write_text(project, encoding="utf-8")
    if project != 'name = "disclose-cn"':
        (tmp_path / "templates").mkdir()
    _installed(
        monkeypatch, tmp_path / "none", tmp_path / "src" / "disclose" / "core" / "resources.py"
    )
    with pytest.raises(MissingTemplatesError, match="_templates"):
        resources.templates()
