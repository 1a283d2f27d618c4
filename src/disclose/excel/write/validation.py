"""What a figure's cell admits and says when it is entered."""

from collections.abc import Mapping
from typing import Any

from disclose.form.edition.model import Figure, Measure, Print

TITLE_LENGTH, MESSAGE_LENGTH = 32, 255
"""Limits of spreadsheets for the title and the text of a message."""

LARGEST = 999_999_999_999_999
"""Largest whole number of 15 digits, all that a spreadsheet keeps."""


def validation(figure: Figure) -> Mapping[str, Any]:
    """Return the data validation of an input: what it admits, help, and what to do instead."""
    measure = figure.measure
    return {
        "validate": "decimal" if measure.places else "integer",
        "criteria": "between",
        "minimum": -LARGEST if measure.signed else 0,
        "maximum": LARGEST,
        "input_title": title(figure),
        "input_message": message(figure),
        "error_title": "这里要填数字",
        "error_message": shortened(
            f"{_admitted(measure)}不要带单位、逗号、空格和文字。", MESSAGE_LENGTH
        ),
        "error_type": "stop",
    }


def title(figure: Figure) -> str:
    """Return the heading of the help: short names of row and column."""
    row, column = figure.row.short or figure.row.label, figure.column.short or figure.column.label
    return shortened(
        f"{row} · {column}" if figure.table.print is not Print.LIST else row, TITLE_LENGTH
    )


def message(figure: Figure) -> str:
    """Return the help: row and column as printed, what they mean, what may be typed."""
    notes = (figure.label, figure.row.help, figure.column.help, _admitted(figure.measure))
    return shortened("\n".join(filter(None, notes)), MESSAGE_LENGTH)


def shortened(text: str, limit: int) -> str:
    """Return `text` cut to `limit` characters, with an ellipsis where it was cut."""
    return text if len(text) <= limit else text[: limit - 1] + "…"


def _admitted(measure: Measure) -> str:
    unit = f"（{measure.unit}）" if measure.unit else ""
    signed = "，可以是负数" if measure.signed else ""
    if measure.places:
        return f"填数字{unit}，最多 {measure.places} 位小数{signed}，没有的填 0。"
    return f"填整数{unit}{signed}，没有的填 0。"
