"""The packaged form, and faulty copies of it made by changing a few words."""

import json
import shutil
from functools import cache
from importlib.resources import as_file
from pathlib import Path
from typing import Any

from disclose.core.resources import templates
from disclose.form.edition.library import Library
from disclose.form.edition.model import Edition
from disclose.prose import lexicon
from disclose.prose.lexicon import Vocabulary
from tests.support.places import REAL


@cache
def packaged(edition_id: str = "cn-2021") -> Edition:
    """Return the packaged edition called `edition_id`."""
    return Library([templates() / "editions"]).get(edition_id)


@cache
def vocabularies() -> tuple[Vocabulary, ...]:
    """Return the packaged words of every edition."""
    return lexicon.load([templates() / "editions"], templates() / "audit")


def edited(folder: Path, *changes: tuple[str, str, str]) -> Path:
    """Return a copy of the form below `folder`; each change is a file, an old text and a new one.

    The old text must occur exactly once, so that a case cannot lose its object in silence.
    """
    copy = folder / "cn-2021"
    with as_file(templates() / "editions" / "cn-2021") as original:
        shutil.copytree(original, copy)
    for name, old, new in changes:
        replace_once(copy / name, old, new)
    return copy


def replace_once(file: Path, old: str, new: str) -> None:
    """Put `new` in the place of the only `old` in `file`."""
    text = file.read_text(encoding="utf-8")
    assert text.count(old) == 1, f"{old!r} occurs {text.count(old)} times in {file.name}"
    file.write_text(text.replace(old, new), encoding="utf-8")


def line_of(file: Path, text: str) -> int:
    """Return the number of the line of `file` on which `text`, found only once, begins."""
    whole = file.read_text(encoding="utf-8")
    assert whole.count(text) == 1, f"{text!r} occurs {whole.count(text)} times"
    return whole[: whole.index(text)].count("\n") + 1


def report(name: str) -> dict[str, Any]:
    """Return the real report called `name`, as its figures file gives it."""
    data: dict[str, Any] = json.loads((REAL / f"{name}.json").read_text(encoding="utf-8"))
    return data


def reports(edition_id: str = "cn-2021") -> tuple[str, ...]:
    """Return the names of the real reports in the form called `edition_id`."""
    names = sorted(path.stem for path in REAL.glob("*.json"))
    return tuple(name for name in names if report(name)["edition"] == edition_id)
