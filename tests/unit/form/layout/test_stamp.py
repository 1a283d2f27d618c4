"""The stamp says what its parser reads."""

import pytest

from disclose.form.layout.stamp import Stamp, parse, stamp
from tests.support.editions import packaged


def test_a_stamp_is_read_as_it_was_written() -> None:
    assert parse(stamp(packaged())) == Stamp(1, "cn-2021", packaged().fingerprint)


def test_a_stamp_of_a_later_arrangement_is_read() -> None:
    assert parse(" disclose/2 gd-2030 0123456789abcdef\n") == Stamp(
        2, "gd-2030", "0123456789abcdef"
    )


@pytest.mark.parametrize(
    "text",
    ["", "disclose/1 cn-2021", "disclose/x cn-2021 0123456789abcdef", "disclose/1 cn-2021 0123"],
)
def test_anything_else_is_no_stamp(text: str) -> None:
    assert parse(text) is None
