"""The form of an edition that the wheel carries: equal to its definition, and never out of date."""

import shutil
from collections.abc import Mapping
from dataclasses import fields, is_dataclass
from pathlib import Path

import pytest

from disclose.form.edition import built as module
from disclose.form.edition.built import FOLDER, built, written
from disclose.form.edition.file_names import ALL
from disclose.form.edition.library import Library, available
from disclose.form.edition.load import load
from tests.support.places import EDITIONS, SOURCE

CORE = ("finding.py", "language.py", "numbers.py")


@pytest.fixture
def package(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An installed package with its editions built: what of it `built` looks at."""
    package = tmp_path / "disclose"
    shutil.copytree(SOURCE / "form" / "edition", package / "form" / "edition")
    shutil.copytree(EDITIONS, package / "_templates" / "editions")
    (package / "core").mkdir()
    for name in CORE:
        shutil.copy(SOURCE / "core" / name, package / "core")
    monkeypatch.setattr(module, "package", lambda: package)
    (package / FOLDER).mkdir()
    folders = available([package / "_templates" / "editions"])
    for name, folder in folders.items():
        (package / FOLDER / name).write_bytes(written(load(folder, folders), folder, folders))
    return package


def difference(one: object, other: object, at: str = "edition") -> str:
    """Return where the first difference is: in a type, a value, or the order of a mapping."""
    if type(one) is not type(other):
        return f"{at}: {type(one)} and {type(other)}"
    if is_dataclass(one):
        names = [each.name for each in fields(one)]
        parts = [(f"{at}.{name}", getattr(one, name), getattr(other, name)) for name in names]
    elif isinstance(one, Mapping) and isinstance(other, Mapping):
        if list(one) != list(other):
            return f"{at}: other keys, or in another order"
        parts = [(f"{at}[{key}]", one[key], other[key]) for key in one]
    elif isinstance(one, tuple) and isinstance(other, tuple):
        if len(one) != len(other):
            return f"{at}: {len(one)} and {len(other)} parts"
        parts = [
            (f"{at}[{n}]", mine, theirs)
            for n, (mine, theirs) in enumerate(zip(one, other, strict=True))
        ]
    else:
        return "" if one == other else f"{at}: {one!r} and {other!r}"
    return next(filter(None, (difference(a, b, name) for name, a, b in parts)), "")


def test_it_is_what_the_definition_says(package: Path) -> None:
    folders = available([package / "_templates" / "editions"])
    assert set(folders) == {"cn-2014", "cn-2019", "cn-2021", "gz-2017"}
    for folder in folders.values():
        ready = built(folder, folders)
        assert ready is not None
        assert difference(ready, load(folder, folders)) == ""
        tables = set(map(id, ready.tables))
        assert all(id(each.table) in tables for each in ready.figures.values())


def test_its_bytes_are_those_of_its_definition(package: Path) -> None:
    folders = available([package / "_templates" / "editions"])
    for name, folder in folders.items():
        again = written(load(folder, folders), folder, folders)
        assert again == (package / FOLDER / name).read_bytes()


def test_it_is_not_taken_if_anything_has_changed(package: Path) -> None:
    root = package / "_templates" / "editions"
    folders = available([root])
    own, base = root / "gz-2017", root / "cn-2014"
    sources = [path for each in (own, base) for name in ALL if (path := each / name).is_file()]
    modules = [*(package / "core").iterdir(), *(package / "form" / "edition").glob("*.py")]
    for path in [*sources, *modules, package / FOLDER / "gz-2017"]:
        data = path.read_bytes()
        path.write_bytes(data[:-2] + bytes([data[-2] ^ 1]) + data[-1:])
        assert built(own, folders) is None, path
        path.write_bytes(data[:-1])
        assert built(own, folders) is None, path
        path.write_bytes(data)
    (own / "previous.toml").write_text("", encoding="utf-8")
    assert built(own, folders) is None
    (own / "previous.toml").unlink()
    assert built(own, folders) is not None
    (package / FOLDER / "gz-2017").unlink()
    assert built(own, folders) is None


def test_a_library_takes_it_and_reads_the_definition_otherwise(package: Path) -> None:
    root = package / "_templates" / "editions"
    file = root / "cn-2021" / "edition.toml"
    title = Library([root], trusted=True).get("cn-2021").title
    file.write_text(file.read_text(encoding="utf-8").replace(title, "另一个题目"), encoding="utf-8")
    assert Library([root], trusted=True).get("cn-2021").title == "另一个题目"


def test_a_folder_of_the_user_is_read_and_validated(
    package: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    taken: list[object] = []
    monkeypatch.setattr("disclose.form.edition.library.built", lambda *each: taken.append(each))
    Library([package / "_templates" / "editions"]).get("cn-2021")
    assert taken == []
