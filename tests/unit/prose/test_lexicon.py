"""The words of an edition: read strictly, every fault with its line."""

from pathlib import Path

import pytest

from disclose.core.errors import EditionError
from disclose.core.resources import templates
from disclose.prose import lexicon
from tests.support.editions import line_of, packaged, vocabularies

MINIMAL = """\
id = "x-1"
first_year = 2000
announcing = ["全文包括"]

[period]
first = "1月1日"
last = "12月31日"
words = []

[[entries]]
id = "apples"
name = "苹果"
unit = "count"
labels = ["苹果"]

[[entries]]
id = "red"
name = "红苹果"
unit = "count"
within = ["红"]

[[lists]]
id = "colours"
totals = ["apples"]
kind = "closed"
parts = ["red"]
"""


def _load(folder: Path, text: str) -> tuple[lexicon.Vocabulary, ...]:
    (folder / "x-1").mkdir()
    (folder / "x-1" / "lexicon.toml").write_text(text, encoding="utf-8")
    return lexicon.load([folder], templates() / "audit")


def test_a_lexicon_needs_no_edition_beside_it(tmp_path: Path) -> None:
    [found] = _load(tmp_path, MINIMAL)
    assert found.contexts["red"] == ("苹果",)


@pytest.mark.parametrize(
    ("old", "new", "code", "suggestion"),
    [
        ('first = "1月1日"', 'frist = "1月1日"', "DEF01", "first"),
        ('kind = "closed"', 'kind = "shut"', "DEF02", ""),
        ('id = "red"', 'id = "apples"', "DEF03", ""),
        ('parts = ["red"]', 'parts = ["rde"]', "DEF05", "red"),
        ('totals = ["apples"]', 'totals = ["aples"]', "DEF05", "apples"),
        ('unit = "count"\nwithin', 'unit = "cuont"\nwithin', "DEF05", "count"),
    ],
)
def test_faults_are_refused_with_their_line(
    tmp_path: Path, old: str, new: str, code: str, suggestion: str
) -> None:
    assert MINIMAL.count(old) == 1
    with pytest.raises(EditionError) as raised:
        _load(tmp_path, MINIMAL.replace(old, new))
    found = raised.value.findings[0]
    assert found.code == code
    file = tmp_path / "x-1" / "lexicon.toml"
    if code != "DEF03":
        assert found.places[0].file == "x-1/lexicon.toml"
        assert abs(found.places[0].line - line_of(file, new.split("\n", maxsplit=1)[0])) <= 1
    if suggestion:
        assert found.args["suggestion"] == (suggestion,)


def test_a_folder_of_ones_own_wins(tmp_path: Path) -> None:
    (tmp_path / "gz-2017").mkdir()
    text = MINIMAL.replace("x-1", "gz-2017")
    (tmp_path / "gz-2017" / "lexicon.toml").write_text(text, encoding="utf-8")
    roots = [tmp_path, templates() / "editions"]
    found = {each.lexicon.id: each for each in lexicon.load(roots, templates() / "audit")}
    assert [each.id for each in found["gz-2017"].lexicon.entries] == ["apples", "red"]
    assert len(found["cn-2021"].lexicon.entries) > 2


def test_what_the_tables_give_is_known_to_the_form() -> None:
    """Every entry stands for figures of the form in force or of that of 2019, but for four."""
    figures = [*packaged().figures, *packaged("cn-2019").figures]
    [words] = [each.lexicon for each in vocabularies() if each.lexicon.id == "cn-2021"]
    covered = {
        entry.id: list(dict.fromkeys(key for key in figures if entry.covers(key)))
        for entry in words.entries
    }
    assert [name for name, keys in covered.items() if not keys] == [
        *("taken", "fee_notices", "fees_due", "fees_received")
    ]
    assert len([key for key in covered["denied"] if key in packaged().figures]) == 8
    assert covered["litigation"] == [
        "disputes.litigation_direct[total]",
        "disputes.litigation_after_reconsideration[total]",
    ]


def test_the_form_of_2019_is_known_as_well() -> None:
    [words] = [each.lexicon for each in vocabularies() if each.lexicon.id == "cn-2021"]
    assert words.first_year == 2019
    other = words.entry("other")
    assert [
        other.covers(f"requests.other{end}") for end in ("[total]", "[natural]", ".x[total]")
    ] == [
        True,
        False,
        True,
    ]
    assert words.entry("proactive.rules[issued]").covers("proactive.rules[created]")


EXTENDING = """\
extends = "x-1"
id = "x-2"
first_year = 2000
announcing = []
regions = ["某市"]

[period]
first = "1月1日"
last = "12月31日"
words = []

[[lists]]
id = "weights"
totals = ["apples"]
kind = "open"
parts = ["red"]
"""


def _load_both(folder: Path, text: str) -> tuple[lexicon.Vocabulary, ...]:
    (folder / "x-2").mkdir()
    (folder / "x-2" / "lexicon.toml").write_text(text, encoding="utf-8")
    return _load(folder, MINIMAL)


def test_a_lexicon_that_extends_another_has_its_words(tmp_path: Path) -> None:
    _, own = _load_both(tmp_path, EXTENDING)
    assert [each.id for each in own.lexicon.entries] == ["apples", "red"]
    assert [each.id for each in own.lexicon.lists] == ["colours", "weights"]


@pytest.mark.parametrize(
    ("old", "new", "suggestion"),
    [
        pytest.param('extends = "x-1"', 'extends = "x-2"', ("x-1",), id="itself"),
        pytest.param('extends = "x-1"', 'extends = "y-1"', ("x-1",), id="unknown"),
        pytest.param('parts = ["red"]', 'parts = ["rde"]', ("red",), id="name"),
    ],
)
def test_what_an_extending_lexicon_names_is_known(
    tmp_path: Path, old: str, new: str, suggestion: tuple[str, ...]
) -> None:
    text = EXTENDING.replace(old, new)
    with pytest.raises(EditionError) as raised:
        _load_both(tmp_path, text)
    [found] = raised.value.findings
    assert (found.code, found.args["suggestion"]) == ("DEF05", suggestion)
    assert found.places[0].line == line_of(tmp_path / "x-2" / "lexicon.toml", new)


def test_some_grammar_names_every_class_of_words() -> None:
    # By the program: beside the matters that a clause denies, behind those of an application, and
    # between the words of a figure and a number.
    named = {"denying", "asked", "case", "work", "work_kind"}
    for each in vocabularies():
        for entry in each.lexicon.entries:
            grammars = (*entry.grammars, *entry.doubtful, *entry.denied)
            named.update(*grammars, entry.unless, entry.surely)
        named.update(name for claim in each.lexicon.claims for name in claim.near)
    bare = {name.rstrip("".join(lexicon.MARKS)) for name in named}
    assert set(vocabularies()[0].language.classes) == bare
