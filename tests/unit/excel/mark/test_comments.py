"""The looks of marks: colours that differ in a grey print, boxes of the size of their text."""

from itertools import pairwise

from disclose.excel.mark.cell_colours import LOOKS, Tone
from disclose.excel.mark.comment_boxes import TALLEST, WIDTHS, box_size

WEIGHTS = (0.299, 0.587, 0.114)
"""Brightness of red, green and blue (ITU-R BT.601), of which printers make grey."""


def _grey(colour: object) -> float:
    digits = str(colour).removeprefix("#")
    parts = (int(digits[at : at + 2], 16) for at in (0, 2, 4))
    return sum(weight * part for weight, part in zip(WEIGHTS, parts, strict=True))


def test_errors_warnings_and_suspects_differ_in_grey_and_without_fills() -> None:
    tones = (Tone.SUSPECT, Tone.ERROR, Tone.WARNING)
    greys = [_grey(LOOKS[tone]["bg_color"]) for tone in tones]
    assert all(lighter - darker > 25 for darker, lighter in pairwise(greys))
    signs = [(LOOKS[tone].get("underline"), LOOKS[tone].get("border")) for tone in tones]
    assert len(set(signs)) == 3


def test_a_box_has_the_size_of_its_text() -> None:
    short, long = box_size("【审核】\n请核对"), box_size("请逐一核对。" * 60)
    assert short == (WIDTHS[0], 51)  # two lines of 17 pixels and the margins
    assert short < long
    assert box_size("请逐一核对。" * 400) == (WIDTHS[-1], TALLEST)
