"""Every id of a test can be read, copied and given to pytest again."""

from decimal import Decimal
from types import MappingProxyType

import pytest

from tests.conftest import pytest_runtest_setup
from tests.support.ids import LONGEST, of_value, unreadable


@pytest.mark.parametrize(
    ("value", "shown"),
    [
        pytest.param("二、上年结转", "二、上年结转", id="Chinese"),
        pytest.param("a\n\t\u200b\ud800b", "a\\n\\t\\u200b\\ud800b", id="unprintable"),
        pytest.param("x" * 31_000_000, "x" * 39 + "…", id="31-MB"),
        pytest.param("", "empty", id="empty-text"),
        pytest.param(b"%PDF-1.4\n", "%PDF-1.4\\n", id="ASCII-bytes"),
        pytest.param(b"PK\xff", "3 bytes", id="other-bytes"),
        pytest.param(Decimal("1.50"), "1.50", id="Decimal"),
        pytest.param(None, "None", id="None"),
        pytest.param((1, ("a", b"b")), "1,a,b", id="nested"),
        pytest.param(frozenset({"b", "a"}), "a,b", id="set"),
        pytest.param(MappingProxyType({"a": 1, "b": None}), "a=1,b=None", id="mapping"),
        pytest.param([object()], None, id="nameless-object"),
    ],
)
def test_a_parameter_in_an_id(value: object, shown: str | None) -> None:
    assert of_value(value) == shown


def test_long_and_unprintable_names_are_found() -> None:
    assert unreadable(["甲" * LONGEST, "test_a[b c]"]) == []
    assert unreadable(["a" * (LONGEST + 1), "a\nb", "a\u200b"]) == [
        "a" * (LONGEST + 1),
        "a\nb",
        "a\u200b",
    ]


def test_a_test_with_an_unreadable_id_fails(request: pytest.FixtureRequest) -> None:
    named = pytest.Function.from_parent(request.node.parent, name="test_a\x1f", callobj=_short)
    pytest_runtest_setup(request.node)
    with pytest.raises(pytest.fail.Exception, match="give a short id"):
        pytest_runtest_setup(named)


def test_a_listing_of_all_tests_is_smaller_than_a_megabyte(request: pytest.FixtureRequest) -> None:
    listing = "\n".join(item.nodeid for item in request.session.items)
    assert len(listing.encode()) < 1_000_000


def _short() -> None: ...
