"""The page of a code: what it finds, why, what to do, and an example."""

from collections.abc import Iterator

from disclose.core.finding import Kind, Severity
from disclose.core.language import Language, Wording
from disclose.core.resources import gallery

_WEIGHTS = {
    Severity.ERROR: Wording("强制性（错误）：须改正后再上报", "error: to be corrected"),
    Severity.WARNING: Wording(
        "核实性（核实）：属实的可以在“出错说明”写明原因",
        "warning: to be verified; where it is right say why on 出错说明",
    ),
    Severity.NOTE: Wording("提示性（提示）：供参考", "note: for information"),
}

_EXAMPLE = Wording("例子（examples/broken/{code}）：", "Example (examples/broken/{code}):")


def page(kind: Kind, language: Language) -> Iterator[str]:
    """Yield the lines of the explanation of `kind`."""
    yield f"{kind.code}  {kind.title.in_(language)}"
    yield f"{_WEIGHTS[kind.severity].in_(language)} · {kind.name}"
    yield ""
    yield from kind.page.in_(language).splitlines()
    hint = kind.hint.in_(language)
    if "{" not in hint:
        yield ""
        yield f"→ {hint}"


def example(kind: Kind, language: Language) -> Iterator[str]:
    """Yield the lines of what the gallery shows of `kind`: commands and output; else nothing."""
    shown = gallery()
    output = shown / kind.code / f"output.{language}.txt" if shown else None
    if output is None or not output.is_file():
        return
    yield ""
    yield _EXAMPLE.in_(language).format(code=kind.code)
    yield ""
    for line in output.read_text(encoding="utf-8").splitlines():
        yield f"    {line}".rstrip()
