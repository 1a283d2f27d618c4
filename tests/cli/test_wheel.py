"""The wheel works where the checkout is not: build it, install it, use it from elsewhere.

That the declared dependencies suffice is shown by `.ci/run`, which installs
the package alone and runs the main job.
"""

import json
import sys
import zipfile
from pathlib import Path

import pytest

from disclose.page.build import fingerprint_of
from disclose.page.program import page_files, program
from tests.support.installed import built_wheel, installed, run
from tests.support.places import CHECKOUT

MESSAGES = CHECKOUT / "templates" / "messages"
EDITION = "disclose/_templates/editions/cn-2021/edition.toml"

pytestmark = pytest.mark.exhaustive


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return built_wheel(tmp_path_factory.mktemp("dist"))


@pytest.fixture(scope="module")
def scripts(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of programs of a fresh environment that holds the wheel."""
    return installed(wheel, tmp_path_factory.mktemp("environment"))


@pytest.fixture
def disclose(scripts: Path) -> str:
    return str(scripts / "disclose")


def test_the_wheel_holds_the_package_and_the_forms(wheel: Path) -> None:
    with zipfile.ZipFile(wheel) as archive:
        names = archive.namelist()
    assert EDITION in names
    assert "disclose/__init__.py" in names
    assert "disclose/_editions/cn-2021" in names
    assert "disclose/_gallery/REQ01/output.zh.txt" in names
    messages = {f"disclose/_templates/messages/{each.name}" for each in MESSAGES.glob("*.toml")}
    assert messages
    assert messages <= set(names)
    gallery = [name for name in names if "_gallery/" in name]
    assert [name for name in gallery if Path(name).name.split(".")[0] != "output"] == []
    assert not [name for name in names if name.startswith("examples/")]
    assert {f"disclose/_templates/page/{name}" for name in page_files()} <= set(names)
    assert not [name for name in names if "node_modules" in name]
    assert not [name for name in names if name.endswith(".pyc") or name.startswith("tests/")]


def test_the_page_of_the_wheel_is_that_of_the_checkout(disclose: str, tmp_path: Path) -> None:
    told = json.loads(run([disclose, "doctor", "--format", "json"], tmp_path))
    assert told["page"] == fingerprint_of(program(), {})


def test_the_forms_are_read_from_the_wheel(scripts: Path, tmp_path: Path) -> None:
    look = "from importlib.resources import files; print(files('disclose').joinpath('_templates'))"
    folder = Path(run([str(scripts / "python"), "-c", look], tmp_path).strip())
    assert folder.is_relative_to(scripts.parent)
    assert (folder.parents[1] / EDITION).is_file()


def test_help_is_printed(disclose: str, tmp_path: Path) -> None:
    assert "disclose" in run([disclose, "--help"], tmp_path)


def test_the_editions_are_listed(disclose: str, tmp_path: Path) -> None:
    assert "cn-2021" in run([disclose, "editions"], tmp_path)


def test_a_code_is_explained_by_its_example(disclose: str, tmp_path: Path) -> None:
    said = run([disclose, "--lang", "zh", "explain", "REQ01"], tmp_path)
    assert "$ disclose check REQ01.xlsx" in said
    assert "错误 REQ01" in said
    said = run([disclose, "--lang", "en", "explain", "CELL01"], tmp_path)
    assert said.startswith("CELL01  cells without a number")


def test_a_blank_workbook_is_written(disclose: str, tmp_path: Path) -> None:
    run([disclose, "template", "-e", "cn-2021", "-y", "2025", "-o", "blank.xlsx"], tmp_path)
    assert zipfile.is_zipfile(tmp_path / "blank.xlsx")


LOADED = """\
import json, sys
from disclose import api
titles = [each.title for each in api.editions()]
print(json.dumps([titles, "tomllib" in sys.modules]))
"""


def test_the_editions_are_built_and_their_definitions_read_only_if_they_changed(
    scripts: Path, tmp_path: Path
) -> None:
    def loaded() -> tuple[list[str], bool]:
        titles, read = json.loads(run([str(scripts / "python"), "-c", LOADED], tmp_path))
        return titles, read

    titles, read = loaded()
    assert not read
    [file] = scripts.parent.glob(f"lib/python*/site-packages/{EDITION}")
    text = file.read_text(encoding="utf-8")
    file.write_text(text.replace("工作年度报告", "工作年度报表", 1), encoding="utf-8")
    changed, read = loaded()
    assert read
    assert [each for each in changed if each not in titles] == ["政府信息公开工作年度报表"]
    file.write_text(text, encoding="utf-8")
    assert loaded() == (titles, False)


def test_a_wheel_made_from_the_source_distribution_is_the_same(wheel: Path, tmp_path: Path) -> None:
    """Another run of the build, with another seed for hashes and in another folder."""
    run(
        [sys.executable, "-m", "build", "--no-isolation", "-o", str(tmp_path), str(CHECKOUT)],
        tmp_path,
    )
    [again] = tmp_path.glob("*.whl")
    assert again.read_bytes() == wheel.read_bytes()
