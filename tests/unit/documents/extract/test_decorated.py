"""Figures with notes, struck, hidden and deleted numbers beside them are read as without these."""

from random import Random

import pytest

from tests.support.decorated import in_html, in_markdown, in_word
from tests.support.filings import FORMS, as_read, balanced
from tests.support.imported import codes, taken, texts
from tests.support.published import tables

KINDS = {"年报.docx": in_word, "年报.html": in_html, "年报.md": in_markdown}


@pytest.mark.parametrize("name", KINDS)
@pytest.mark.parametrize("form", FORMS)
def test_decorated_figures_are_read_as_plain_ones(form: str, name: str) -> None:
    printed = list(tables(as_read(balanced(form)), form).values())
    plain = taken(KINDS[name](printed, None), name, form)
    assert not {code for code in codes(plain) if "DOC53" <= code <= "DOC56"}
    for seed in range(3):
        random = Random(f"{form} {name} {seed}")  # noqa: S311 - no secret
        decorated = taken(KINDS[name](printed, random), name, form)
        assert texts(decorated) == texts(plain)
        assert {"DOC53", "DOC55", "DOC56"} <= {*codes(decorated)}
