"""The gallery of broken examples is what the program says of its inputs today."""

import os
import re
import subprocess
import sys
from io import BytesIO
from pathlib import Path
from zipfile import ZipFile

import pytest

from disclose.core.language import Language
from tests.support.cases import spoken
from tests.support.examples import GALLERY
from tests.support.exhibits import IN_ORDER, because, exhibit
from tests.support.gallery import codes, index
from tests.support.places import CHECKOUT
from tests.support.transcripts import committed, transcript

CODES = tuple(codes())
AGAIN = "run python -m tests.support.gallery"
HASH = re.compile(rb"[0-9a-f]{64}|disclose-seal:[0-9a-f]{16}")
STARTED = ("BOOK03", "DOC21", "PAST02")
"""Codes whose command is run as the shell starts it as well: one for each of the families."""


def _output(code: str, language: Language) -> str:
    path = GALLERY / code / f"output.{language}.txt"
    assert path.is_file(), f"{AGAIN} {code}"
    return path.read_text(encoding="utf-8")


@pytest.mark.parametrize("code", CODES)
@pytest.mark.parametrize(
    "language", [Language.ZH, pytest.param(Language.EN, marks=pytest.mark.exhaustive)]
)
def test_the_commands_print_what_is_shown(code: str, language: Language) -> None:
    shown = _output(code, language)
    assert transcript(committed(code), language) == shown, f"{AGAIN} {code}"
    assert f" {code}" in shown, "the example does not raise its code"


@pytest.mark.parametrize("code", CODES)
def test_the_inputs_are_those_of_the_case(code: str) -> None:
    """Packed files are looked at by what is found in them: their bytes depend on libraries."""
    folder, made = GALLERY / code, exhibit(code)
    inputs = {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in folder.rglob("*")
        if path.is_file() and not path.match(f"{code}/output.*.txt")
    }
    told = "".join(f"disclose {each}\n" for each in made.commands)
    assert inputs.pop("command.txt", None) == told.encode(), f"{AGAIN} {code}"
    assert inputs.keys() == made.files.keys(), f"{AGAIN} {code}"
    for name in (each for each in inputs if not each.endswith(".xlsx")):
        assert _content(inputs[name]) == _content(made.files[name]), f"{name}: {AGAIN} {code}"


def _content(data: bytes) -> list[bytes]:
    """Return what `data` says but for hashes: a report holds that of a workbook."""
    parts = [data]
    if data.startswith(b"PK"):
        with ZipFile(BytesIO(data)) as package:
            parts = [entry.filename.encode() for entry in package.infolist()]
            parts += [package.read(entry) for entry in package.infolist()]
    return [HASH.sub(b"", part) for part in parts]


def test_nothing_is_there_that_no_code_needs() -> None:
    assert {path.name for path in GALLERY.iterdir()} - {"README.md", IN_ORDER} == {*CODES}, AGAIN


def test_every_code_is_listed() -> None:
    assert (GALLERY / "README.md").read_text(encoding="utf-8") == index(), AGAIN


def test_only_what_no_input_raises_was_provoked() -> None:
    reasons = {code for code in CODES if because(code) is not None}
    assert reasons == {code for code in CODES if spoken(code).is_provoked}


@pytest.mark.parametrize("code", STARTED)
@pytest.mark.parametrize("language", Language)
def test_the_shell_shows_the_same(code: str, language: Language) -> None:
    [command] = committed(code).commands
    done = subprocess.run(
        [sys.executable, "-X", "utf8", "-m", "disclose", *command.split()],
        cwd=CHECKOUT,
        env={**os.environ, "DISCLOSE_LANG": language},
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        encoding="utf-8",
        timeout=60,
        check=False,
    )
    first, *printed, last = _output(code, language).splitlines()
    assert first == f"$ disclose {command}"
    assert done.stdout.splitlines() == printed
    assert str(done.returncode) in last


def test_outputs_name_no_place_of_this_machine() -> None:
    for path in GALLERY.rglob("output.*.txt"):
        text = path.read_text(encoding="utf-8")
        assert str(CHECKOUT) not in text
        assert str(Path.home()) not in text
        assert "/tmp" not in text  # noqa: S108 - where the commands were run
