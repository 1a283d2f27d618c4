"""Figures files as JSON; numbers keep all their decimal digits."""

from collections.abc import Mapping
from decimal import Decimal

import simplejson

from disclose.core.errors import FiguresError
from disclose.core.finding import error
from disclose.core.language import Wording
from disclose.core.seal import BLANK, seal
from disclose.core.text import escape_control_chars, unified
from disclose.form.figures.content import (
    A_FIGURE,
    A_YEAR,
    FiguresFile,
    Value,
    unknown,
    unreadable,
    within_limits,
    wrong,
)

NOT_UTF8 = Wording("不是 UTF-8 编码", "it is not UTF-8")
TOO_DEEP = Wording("括号嵌套太深", "its brackets are nested too deeply")
NO_OBJECT = Wording("最外层应是一对花括号", "the outermost value must be an object")
A_FORM = Wording(
    "格式填标识，如 cn-2021", "The form must be an id in quotation marks, such as cn-2021"
)
A_TEXT = Wording(
    "这里填文字（加引号），没有的留空", "This must be text in quotation marks, or empty"
)
A_PART = Wording(
    "这里填一组“名称: 值”（加花括号）", "This must be an object with names and values, in braces"
)

_FORM = "JSON"

PARTS = ("edition", "year", "body", "figures", "texts", "provenance")
"""The keys of a figures file; `provenance` is for people and ignored here."""


def read(data: bytes) -> FiguresFile:
    """Return the content of a JSON figures file.

    Raises:
        FiguresError: not UTF-8 JSON, not an object of the expected shape, or a repeated name.
    """
    try:
        parsed = simplejson.loads(
            within_limits(data, _FORM).decode("utf-8-sig"),
            use_decimal=True,
            object_pairs_hook=_once,
        )
    except simplejson.JSONDecodeError as error:
        raise FiguresError(unreadable(_FORM, "", error.lineno, error.colno)) from error
    except UnicodeDecodeError as error:
        raise FiguresError(unreadable(_FORM, NOT_UTF8)) from error
    except RecursionError as error:
        raise FiguresError(unreadable(_FORM, TOO_DEEP)) from error
    except ValueError as error:
        raise FiguresError(unreadable(_FORM, str(error))) from error
    if not isinstance(parsed, dict):
        raise FiguresError(unreadable(_FORM, NO_OBJECT))
    _refuse_unknown(parsed)
    year = parsed.get("year")
    if year is not None and type(year) is not int:
        raise FiguresError(wrong("year", year, A_YEAR))
    edition = parsed.get("edition", "")
    if not isinstance(edition, str):
        raise FiguresError(wrong("edition", edition, A_FORM))
    return FiguresFile(
        edition=edition,
        year=year,
        body=_texts(parsed, "body"),
        figures=_figures(parsed),
        texts=_texts(parsed, "texts"),
    )


def write(content: FiguresFile, *, sealed: bool = False) -> bytes:
    """Return `content` as a JSON figures file, with a seal in its provenance if `sealed`."""
    parts = {
        "edition": content.edition,
        "year": content.year,
        "body": dict(content.body),
        "figures": dict(content.figures),
        "texts": dict(content.texts),
        **({"provenance": {"seal": BLANK}} if sealed else {}),
    }
    text = simplejson.dumps(parts, ensure_ascii=False, indent=1, use_decimal=True)
    data = (escape_control_chars(text) + "\n").encode()
    return seal(data) if sealed else data


def _once(pairs: list[tuple[str, object]]) -> dict[str, object]:
    values: dict[str, object] = {}
    for name, value in pairs:
        if name in values:
            raise FiguresError(error("BOOK43", name=name))
        values[name] = value
    return values


def _refuse_unknown(parsed: Mapping[str, object]) -> None:
    """Refuse an unknown part, because a misspelt name would silently lose all its values."""
    for name in parsed:
        if name not in PARTS:
            raise FiguresError(unknown(name, PARTS, str(parsed.get("edition", "—"))))


def _section(parsed: Mapping[str, object], name: str) -> Mapping[str, object]:
    section = parsed.get(name)
    if section is None:
        return {}
    if not isinstance(section, dict):
        raise FiguresError(wrong(name, section, A_PART))
    return section


def _texts(parsed: Mapping[str, object], name: str) -> Mapping[str, str]:
    texts: dict[str, str] = {}
    for key, text in _section(parsed, name).items():
        if text is not None and not isinstance(text, str):
            raise FiguresError(wrong(f"{name}.{key}", text, A_TEXT))
        texts[key] = unified(text or "")
    return texts


def _figures(parsed: Mapping[str, object]) -> Mapping[str, Value]:
    figures: dict[str, Value] = {}
    for key, value in _section(parsed, "figures").items():
        if isinstance(value, bool) or not isinstance(value, int | Decimal | str | None):
            raise FiguresError(wrong(key, value, A_FIGURE))
        figures[key] = "" if value is None else value
    return figures
