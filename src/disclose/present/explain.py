"""The page of a code: what it finds, why, and what to do."""

from collections.abc import Iterator

from disclose.finding import Kind, Language
from disclose.present.wording import WEIGHTS


def page(kind: Kind, language: Language) -> Iterator[str]:
    """Yield the lines of the explanation of `kind`."""
    yield f"{kind.code}  {kind.title.in_(language)}"
    yield f"{kind.name} · {WEIGHTS[kind.severity].in_(language)}"
    yield ""
    yield from kind.page.in_(language).splitlines()
    hint = kind.hint.in_(language)
    if "{" not in hint:
        yield ""
        yield f"→ {hint}"
