"""The page: the same bytes for the same inputs, nothing of the machine, no connection."""

import re
from base64 import b64encode
from hashlib import sha256
from html import unescape
from pathlib import Path

import pytest

from disclose.core.resources import templates
from disclose.page.build import fingerprint_of
from disclose.page.program import LIBRARIES, page_files, program
from tests.support.pages import built, facts, part, unpacked
from tests.support.places import CHECKOUT

OWN = {"editions/1/xx-2021/edition.toml": b"id = 'xx-2021'"}


@pytest.fixture(scope="module")
def page() -> bytes:
    return built().data


def test_the_same_inputs_give_the_same_bytes(
    page: bytes, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    assert built().data == page


def test_the_fingerprint_counts_every_input(monkeypatch: pytest.MonkeyPatch) -> None:
    contents = {"disclose/a.py": b"1"}
    prints = {
        fingerprint_of(contents, {}),
        fingerprint_of({"disclose/a.py": b"2"}, {}),
        fingerprint_of({"disclose/b.py": b"1"}, {}),
        fingerprint_of(contents, OWN),
    }
    monkeypatch.setattr("disclose.page.build.pinned_hashes", lambda: {"pyodide.mjs": "0"})
    prints.add(fingerprint_of(contents, {}))
    monkeypatch.setattr("disclose.page.build.page_files", lambda: {"boot.js": b""})
    prints.add(fingerprint_of(contents, {}))
    assert len(prints) == 6
    assert all(re.fullmatch(r"[0-9a-f]{64}", each) for each in prints)


def test_the_page_says_what_it_was_built_from(page: bytes) -> None:
    told = facts(page)
    assert told["fingerprint"] == built().fingerprint == fingerprint_of(program(), {})
    assert told["runtime"] == {"lock": {"python": "3.14.2"}, "version": "0.0.0"}


def test_own_forms_are_in_the_page() -> None:
    assert unpacked(part(built(OWN).data, "own")) == OWN


def test_the_program_is_there_as_text_only(page: bytes) -> None:
    packed = unpacked(part(page, "program"))
    assert packed == program()
    endings = {Path(name).suffix for name in packed}
    assert endings <= {".py", ".toml", ".j2", ".css", ".json", ".xml", ".typ", ""}
    assert {name.partition("/")[0] for name in packed} >= {"disclose", *LIBRARIES}
    absent = ("disclose/cli/", "disclose/rollup/", "disclose/page/", "disclose/_templates/rollup/")
    assert [name for name in packed if name.startswith(absent)] == []
    needed = {"disclose/browser/desk.py", "disclose/_templates/page/table.html.j2"}
    assert needed <= packed.keys()


def test_nothing_in_the_page_names_the_machine(page: bytes) -> None:
    whole = page + part(page, "engine") + b"".join(unpacked(part(page, "program")).values())
    for place in (CHECKOUT, Path.home()):
        assert str(place).encode() not in whole


def test_every_script_is_allowed_by_its_hash_and_nothing_else(page: bytes) -> None:
    text = page.decode()
    [policy] = re.findall(r'http-equiv="Content-Security-Policy" content="([^"]*)"', text)
    scripts = re.findall(r"<script>(.*?)</script>", text, re.DOTALL)
    hashes = [f"'sha256-{b64encode(sha256(each.encode()).digest()).decode()}'" for each in scripts]
    allowed = dict(each.strip().split(" ", 1) for each in unescape(policy).split(";"))
    assert allowed["default-src"] == "'none'"
    assert allowed["script-src"].split() == [*hashes, "'wasm-unsafe-eval'"]
    assert "connect-src" not in allowed
    assert len(scripts) > 1
    assert not re.findall(r"<[^>]*\son\w+=", text)


def test_no_script_asks_for_anything_from_elsewhere() -> None:
    scripts = {name for name in page_files() if name.endswith((".js", ".css", ".html.j2"))}
    assert "boot.js" in scripts
    for name in scripts:
        text = page_files()[name].decode()
        addresses = set(re.findall(r"https?://[\w.-]+", text))
        assert addresses <= {"https://page.invalid", "http://www.w3.org"}, name
        for word in ("localStorage", "sessionStorage", "indexedDB", "document.cookie", "eval("):
            assert word not in text, name


def test_the_first_script_is_read_by_old_browsers() -> None:
    """ES5: a browser of 2010 has to be able to say that it is too old."""
    text = (templates() / "page" / "boot.js").read_text(encoding="utf-8")
    bare = re.sub(r'/\*.*?\*/|"(?:[^"\\]|\\.)*"', "", text, flags=re.DOTALL)
    newer = re.findall(r"=>|`|\b(?:let|const|class|async|await)\b|\.\.\.|\?\.|\?\?", bare)
    assert newer == []


def test_the_script_of_the_worker_is_no_module(page: bytes) -> None:
    script = part(page, "engine").decode()
    assert "export" not in script
    assert "import.meta" not in script
    assert script.index("importScripts") < script.index("make()") < script.index("loadPyodide = dt")


def test_what_editors_leave_beside_the_files_is_no_part_of_a_page(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("ui.js", "ui.js~", ".DS_Store", ".idea/a.json", "node_modules/b.js"):
        file = tmp_path / "page" / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text("", encoding="utf-8")
    monkeypatch.setattr("disclose.page.program.templates", lambda: tmp_path)
    assert list(page_files()) == ["ui.js"]
