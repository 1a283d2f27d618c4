"""Seals: a file as we wrote it is told from one that somebody has changed."""

from io import BytesIO
from zipfile import ZIP_STORED, ZipFile

import pytest

from disclose.core.package import write_package
from disclose.core.seal import BLANK, COMMENT, FILLED, holds_figures, is_seal_line, is_sealed, seal

TEXT = f"# 报告\n\n正文\n{COMMENT}".encode()
PACKAGE = write_package({"a.xml": "<a>甲</a>".encode(), "b.xml": f"<b c='{BLANK}'/>".encode()})

each_kind = pytest.mark.parametrize("data", [TEXT, PACKAGE], ids=["a text", "a package"])


@each_kind
def test_what_is_sealed_is_known_and_the_same_bytes_have_the_same_seal(data: bytes) -> None:
    assert is_sealed(seal(data))
    assert seal(data) == seal(data)
    assert seal(seal(data)) == seal(data)
    assert not is_sealed(data)


def test_any_other_byte_breaks_the_seal() -> None:
    sealed = seal(TEXT)
    for at in range(len(sealed)):
        assert not is_sealed(sealed[:at] + bytes([sealed[at] ^ 1]) + sealed[at + 1 :])
    assert not is_sealed(sealed + b"\n")
    assert not is_sealed(sealed[:-1])


def repacked(parts: dict[str, bytes]) -> bytes:
    out = BytesIO()
    with ZipFile(out, "w", ZIP_STORED) as package:
        for name, part in parts.items():
            package.writestr(name, part)
    return out.getvalue()


def sealed_parts() -> dict[str, bytes]:
    with ZipFile(BytesIO(seal(PACKAGE))) as package:
        return {name: package.read(name) for name in package.namelist()}


def test_a_package_is_known_by_its_parts_and_not_by_how_they_are_packed() -> None:
    parts = sealed_parts()
    assert is_sealed(repacked(parts))
    for changed in (
        {**parts, "a.xml": "<a>乙</a>".encode()},
        {**parts, "c.xml": b""},
        {name: part for name, part in parts.items() if name != "a.xml"},
        {"z.xml" if name == "a.xml" else name: part for name, part in parts.items()},
    ):
        assert not is_sealed(repacked(changed))


def test_a_seal_around_a_file_with_a_seal() -> None:
    inner = seal(TEXT)
    both = seal(inner + COMMENT.encode())
    assert is_sealed(both)
    assert not is_sealed(both.replace("正文".encode(), b"x"))


@pytest.mark.parametrize(
    "data",
    [b"", b"PK", b"PK\x03\x04", PACKAGE[:-30], b"disclose-seal:xyz", BLANK.encode(), TEXT[:-9]],
    ids=["empty", "PK", "a head", "cut off", "no digits", "blank", "a blank that was cut"],
)
def test_no_other_file_is_sealed(data: bytes) -> None:
    assert not is_sealed(data)


def test_only_a_workbook_with_figures_says_so() -> None:
    assert holds_figures(seal(write_package({"a.xml": FILLED.encode()})))
    assert not holds_figures(seal(PACKAGE))
    assert not holds_figures(b"PK\x03\x04")


def test_the_line_of_a_seal() -> None:
    last = seal(TEXT).decode().splitlines()[-1]
    assert is_seal_line(f" {last} ")
    assert is_seal_line(BLANK)
    assert not is_seal_line(f"{last} 12件")
    assert not is_seal_line("正文")
