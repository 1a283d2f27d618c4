"""What a hostile text did to an output: characters that steer a terminal, elements of a page."""

import unicodedata
from collections import Counter
from html.parser import HTMLParser


def steering(text: str) -> set[str]:
    """Return the characters of a text that steer a terminal or turn the reading round."""
    found = {each for each in text if unicodedata.category(each) in {"Cc", "Cf", "Cs"}}
    return (found | ({"\u2028", "\u2029"} & set(text))) - set("\n\t\ufeff")


class _Tags(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.tags: Counter[str] = Counter()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.update([tag, *(name for name, _ in attrs if name.startswith("on"))])


def tags(page: str) -> Counter[str]:
    reader = _Tags()
    reader.feed(page)
    return reader.tags
