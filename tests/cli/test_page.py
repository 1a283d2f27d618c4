"""The command `page`, and that the page answers as the commands do."""

import json
from pathlib import Path

import pytest

from disclose.browser.desk import Desk
from disclose.browser.page_words import in_words
from disclose.core.language import Language
from disclose.page.runtime import pinned_version
from tests.support.command_line import disclose, run
from tests.support.pages import STAND_IN, facts, part, unpacked
from tests.support.places import EXAMPLES
from tests.support.workbooks import balanced_workbook, edited

ABOUT = json.dumps({"editions": []})
PROVINCE = EXAMPLES / "province"
WORDS = """\
[[entries]]
id = "requests.received[total]"
labels = ["来信"]
"""


@pytest.fixture
def stand_in(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Path:
    monkeypatch.setattr("disclose.page.runtime.find_runtime", lambda _: STAND_IN)
    monkeypatch.chdir(tmp_path)
    return tmp_path


def test_without_the_runtime_the_two_commands_are_named(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    ran = run("page")
    version = pinned_version()
    assert ran.code == 2
    assert ran.err.count("\n") == 1
    assert f"npm install --no-save pyodide@{version}" in ran.err
    assert "disclose page -o disclose.html" in ran.err
    assert list(tmp_path.iterdir()) == []


def test_another_version_of_the_runtime_is_one_line(tmp_path: Path) -> None:
    manifest = {"name": "pyodide", "version": "0.28.0"}
    (tmp_path / "package.json").write_text(json.dumps(manifest), encoding="utf-8")
    ran = run("page", "--runtime", tmp_path, "-o", tmp_path / "页.html", "--lang", "en")
    assert ran.code == 2
    assert ran.err.startswith(f"{tmp_path} holds pyodide 0.28.0, but {pinned_version()} is needed")
    assert not (tmp_path / "页.html").exists()


def test_the_page_and_its_fingerprint(stand_in: Path) -> None:
    told = disclose("page", "--lang", "en")
    data = (stand_in / "disclose.html").read_bytes()
    assert f"fingerprint {facts(data)['fingerprint']}" in told


def test_our_page_is_replaced_and_no_other_file(stand_in: Path) -> None:
    disclose("page")
    disclose("page", "--editions", PROVINCE / "editions")
    path = stand_in / "disclose.html"
    path.write_bytes(path.read_bytes().replace(b"<title>", b"<title>x"))
    ran = run("page")
    assert ran.code == 2
    assert "disclose.html" in ran.err
    disclose("page", "--force")


def test_a_province_gives_out_its_own_forms_and_words(stand_in: Path) -> None:
    words = stand_in / "words.toml"
    words.write_text(WORDS, encoding="utf-8")
    options = ("--editions", PROVINCE / "editions", "--lexicon", words)
    disclose("page", *options)
    data = (stand_in / "disclose.html").read_bytes()
    own = unpacked(part(data, "own"))
    assert own["lexicon.toml"] == words.read_bytes()
    assert "editions/01/hn-2021/edition.toml" in own
    told = facts(data)
    assert told["own"] == {"editions": ["hn-2021"], "lexicon": True, "template": False}
    assert "hn-2021" in [each["id"] for each in told["editions"]]
    folder = stand_in / "own"
    for name, content in own.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_bytes(content)
    book = (PROVINCE / "filled.xlsx").read_bytes()
    asked = json.dumps({"verb": "check", "args": {"workbook": "甲.xlsx"}})
    answers = [
        json.loads(Desk(ABOUT, own).answer(asked, [("甲.xlsx", book)])[0])["data"]
        for own in (str(folder), "")
    ]
    assert [each["edition"] for each in answers] == ["hn-2021", "cn-2021"]
    assert ["BOOK55" in each["json"] for each in answers] == [False, True]


def test_a_narrative_that_does_not_fit_is_refused(stand_in: Path) -> None:
    (stand_in / "words").mkdir()
    narrative = stand_in / "words" / "report.md.j2"
    narrative.write_text("本年收到申请{{ f('requests.recieved[total]') }}件。", encoding="utf-8")
    ran = run("page", "--template", narrative.parent)
    assert (ran.code, ran.out) == (2, "")
    assert "DEF12" in ran.err
    assert not (stand_in / "disclose.html").exists()


def test_a_faulty_form_of_a_province_is_refused(stand_in: Path) -> None:
    (stand_in / "forms" / "xx-2021").mkdir(parents=True)
    (stand_in / "forms" / "xx-2021" / "edition.toml").write_text("id = 1", encoding="utf-8")
    ran = run("page", "--editions", stand_in / "forms")
    assert ran.code == 2
    assert "DEF" in ran.err
    assert not (stand_in / "disclose.html").exists()


def test_a_folder_without_forms_is_refused(stand_in: Path) -> None:
    ran = run("page", "--editions", PROVINCE)  # the forms lie one folder below
    assert (ran.code, ran.out) == (2, "")
    assert "province 无法读取：这个文件夹里没有表格格式" in ran.err
    assert not (stand_in / "disclose.html").exists()


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_check_in_the_page_is_check_to_the_byte(
    lang: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    files = {"错.xlsx": edited(balanced_workbook(), {"表四!E6": 7}), "坏.xlsx": b"PK"}
    for name, data in files.items():
        Path(name).write_bytes(data)
        ran = run("check", name, "--format", "json", "--lang", lang)
        args = {"workbook": name, "lang": lang}
        text, _ = Desk(ABOUT).answer(json.dumps({"verb": "check", "args": args}), [(name, data)])
        assert json.loads(text)["data"]["json"] == ran.out
        page = run("check", name, "--format", "html", "--lang", lang)
        assert json.loads(text)["data"]["html"] == in_words(page.out, Language(lang))
