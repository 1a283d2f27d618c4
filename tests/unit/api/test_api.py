"""The verbs as functions."""

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from disclose import api
from disclose.core.errors import (
    DiscloseError,
    EditionError,
    FileError,
    NoFilingError,
    WrongYearError,
)
from tests.support.editions import edited
from tests.support.workbooks import balanced_workbook

LIBRARY = api.library()


@pytest.fixture
def filled(tmp_path: Path) -> Path:
    path = tmp_path / "青禾县.xlsx"
    path.write_bytes(balanced_workbook())
    return path


def test_the_same_template_has_the_same_bytes() -> None:
    form = LIBRARY.get("cn-2021")
    assert api.template(form, 2025, {"name": "甲"}) == api.template(form, 2025, {"name": "甲"})
    assert api.template(form, 2025, {"name": "甲"}) != api.template(form, 2025, {"name": "乙"})


def test_a_template_serves_the_years_of_its_form() -> None:
    form = LIBRARY.get("cn-2021")
    assert api.template(form, 2021, {})
    with pytest.raises(WrongYearError, match="cn-2021 2020") as refused:
        api.template(form, 2020, {})
    assert (refused.value.edition, refused.value.year) == ("cn-2021", 2020)


def test_a_folder_of_editions_wins_over_the_packaged_ones(tmp_path: Path) -> None:
    folder = edited(tmp_path, ("edition.toml", "国家统一格式（2021年版）", "某省格式")).parent
    forms = {form.id: form for form in api.editions(api.library([folder]))}
    assert forms["cn-2021"].label.zh == "某省格式"
    assert sorted(forms) == sorted(api.library().ids)


def test_a_faulty_edition_is_refused_when_it_is_needed(tmp_path: Path) -> None:
    folder = edited(tmp_path, ("edition.toml", 'unit = "件"', "unit = 1")).parent
    with pytest.raises(EditionError):
        api.editions(api.library([folder]))


def test_a_code_is_explained_in_any_case_or_not_at_all() -> None:
    for code in ("CELL01", "cell01", "REQ01", "txt01"):
        kind = api.explain(code, LIBRARY)
        assert kind
        assert kind.code == code.upper()
    assert api.explain("REQ99", LIBRARY) is None
    assert api.nearest("req99", LIBRARY)[0].startswith("REQ")
    assert len(api.nearest("?", LIBRARY)) == 3


def test_what_could_not_be_read_cannot_be_exported(filled: Path) -> None:
    checked = api.check(filled, LIBRARY)
    assert api.export(checked, "json").startswith(b'{\n "edition": "cn-2021"')
    with pytest.raises(NoFilingError, match="青禾县"):
        api.export(replace(checked, filing=None), "json")


def test_a_report_in_the_formats_asked_for(filled: Path) -> None:
    compiled = api.compile_report(filled, LIBRARY, ["md", "html"])
    assert list(compiled.documents) == ["md", "html"]
    assert compiled.checked.findings == ()


def test_a_file_that_is_far_too_large_is_not_read_whole(tmp_path: Path) -> None:
    path = tmp_path / "大.xlsx"
    with path.open("wb") as file:
        file.write(b"PK\x03\x04")
        file.truncate(1 << 40)  # sparse: it takes no room, and no memory could hold it
    assert [each.code for each in api.check(path, LIBRARY).findings] == ["BOOK05"]


@pytest.mark.parametrize(
    "verb",
    [
        lambda path: api.check(path, LIBRARY),
        lambda path: api.read_prior_year(path, LIBRARY),
        lambda path: api.fill(path, LIBRARY),
        lambda path: api.compile_report(path, LIBRARY, ["md"]),
        lambda path: api.audit(path, LIBRARY),
        lambda path: api.import_report(path, LIBRARY),
        lambda path: api.verify(path, path, LIBRARY),
        lambda path: api.roll_up([path], path.parent),
        lambda path: api.who("requests.new[natural]", path),
    ],
    ids=["check", "previous", "fill", "compile", "audit", "import", "verify", "rollup", "who"],
)
def test_a_file_that_is_not_there_is_an_error_of_ours(
    verb: Callable[[Path], object], tmp_path: Path
) -> None:
    missing = tmp_path / "没有.xlsx"
    with pytest.raises(DiscloseError) as refused:
        verb(missing)
    assert isinstance(refused.value, FileError)
    assert str(refused.value.filename).startswith(str(missing))
    assert refused.value.strerror == "No such file or directory"
