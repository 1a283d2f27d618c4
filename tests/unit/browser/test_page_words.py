"""What the page says instead of words about commands."""

import re
from collections.abc import Iterator

import pytest

from disclose import api
from disclose.browser.page_words import for_page, in_words, phrases
from disclose.core.language import Language
from disclose.core.resources import templates
from disclose.output.message_catalog import message_types, paragraphs

COMMANDS = "audit check compile editions explain export fill import page rollup template verify"
COMMAND = re.compile(rf"disclose (?:{COMMANDS.replace(' ', '|')})\b|(?<!\w)--[a-z]+")
OFFICE = ("DEF", "ROLL")
"""Messages about forms and roll-ups, which no page can make."""

OF_COMMANDS = ("DOC03", "DOC07", "DOC28", "PAST06", "PAST07")
"""Messages of `import`, of `audit`, and about folders, which the page does not take."""


def texts(language: Language) -> Iterator[tuple[str, str]]:
    """Yield what a reader of the page can get to see, with where it stands."""
    for form in (None, *api.editions()):
        for code, kind in message_types(form).items():
            if not code.startswith(OFFICE) and code not in OF_COMMANDS:
                yield code, "\n".join(paragraphs(kind, language, filler=True))
                yield code, kind.message.in_(language)
                yield code, (kind.filler or kind.hint).in_(language)
    yield "page", (templates() / "check" / "page.html.j2").read_text(encoding="utf-8")


@pytest.mark.parametrize("language", list(Language))
def test_a_reader_of_the_page_is_told_of_no_command(language: Language) -> None:
    def known(text: str) -> str:
        both = in_words(in_words(text, Language.ZH), Language.EN)
        return both if text.startswith("{%") else in_words(text, language)

    left = {place: found[0] for place, text in texts(language) if (found := told(known(text)))}
    assert left == {}


def told(text: str) -> list[str]:
    return COMMAND.findall(text)


@pytest.mark.parametrize("language", list(Language))
def test_every_phrase_is_in_use(language: Language) -> None:
    everything = "\n".join(text for _, text in texts(language))
    families = (each.read_text(encoding="utf-8") for each in (templates() / "messages").iterdir())
    everything += "".join(families).replace("\\\n", "")
    assert [each for each in phrases()[language] if each not in everything] == []


def test_the_longest_words_are_replaced() -> None:
    text = "on the page disclose.html under “Rules”, or run disclose explain with a code"
    assert in_words(f"It is {text}.", Language.EN) == "It is under “Rules”."


def test_json_and_the_names_of_files_stay() -> None:
    name = "在网页 disclose.html 上.xlsx"
    data = {"file": name, "json": name, "lines": [name, 1, None]}
    told = for_page(data, Language.ZH)
    assert told == {"file": name, "json": name, "lines": ["在本页.xlsx", 1, None]}
