"""The words of the page: every one has both languages and is used, and none is lacking."""

import re
import tomllib

from disclose.core.resources import templates

PAGE = templates() / "page"
WORDS = {
    f"{place}.{name}": wording
    for place, names in tomllib.loads((PAGE / "words.toml").read_text(encoding="utf-8")).items()
    for name, wording in names.items()
}
USERS = "\n".join(
    (PAGE / name).read_text(encoding="utf-8")
    for name in ("page.html.j2", "ui.js", "ui_check.js", "ui_others.js")
)
MADE = tuple(  # keys whose ends are put together: "check.to_" ~ to, `list.${name}`
    re.findall(r'"([a-z]+\.[a-z_]*)" ~', USERS) + re.findall(r"`([a-z]+\.[a-z_]*)\$\{", USERS)
)


def test_every_word_has_both_languages_and_the_same_blanks() -> None:
    for key, wording in WORDS.items():
        assert set(wording) == {"zh", "en"}, key
        assert set(re.findall(r"\{\w+\}", wording["zh"])) == set(
            re.findall(r"\{\w+\}", wording["en"])
        ), key


def test_every_word_is_used() -> None:
    assert len(MADE) > 8
    unused = [key for key in WORDS if f'"{key}"' not in USERS and not key.startswith(MADE)]
    assert unused == []


def test_no_word_is_lacking() -> None:
    asked = re.findall(r'(?:data-t(?:-label|-title)?=|zh\(|say\(|put\(.*?, )"([a-z]+\.\w+)"', USERS)
    assert len(asked) > 60
    assert [key for key in asked if key not in WORDS and not key.startswith(MADE)] == []


def test_english_has_no_chinese_but_names() -> None:
    names = re.compile("中文|草稿|空白的格按0上报|：|是")
    chinese = [
        key for key, each in WORDS.items() if re.search("[一-鿿]", names.sub("", each["en"]))
    ]
    assert chinese == []
