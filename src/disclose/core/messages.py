"""The messages of findings: their words in both languages, by code.

The letters of a code name its family, and a family is one file in `templates/messages`. A file is
read, and checked as strictly as an edition, when one of its messages is asked for; the code that
makes a finding names a message by its code only.
"""

from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from typing import TYPE_CHECKING, NamedTuple

from disclose.core.errors import MessageFileError
from disclose.core.expressions import expression
from disclose.core.finding import Severity
from disclose.core.language import Language, Wording
from disclose.core.resources import templates

if TYPE_CHECKING:
    from importlib.resources.abc import Traversable

FOLDER = "messages"
EDITION_FILE = "edition.toml"
"""The file with the wordings that all rules of editions share; every other file is a family."""

FAMILIES = ("BOOK", "CELL", "DEF", "DOC", "FORM", "PAST", "ROLL", "TOOL")
"""Families of the program's own findings: without their files an installation is broken."""

_CODE = expression(r"([A-Z]{3,4})\d\d")
_NAME = expression(r"[a-z]+(-[a-z]+)*")
_PAGES = "pages"
_DOCUMENT = "document"
_FILLER = "filler"


class MessageType(NamedTuple):
    """Every word that is shown for the findings of one code, and how much they weigh.

    `message` and `hint` are `str.format` templates over the finding's arguments; `page` is the
    explanation that `disclose explain CODE` prints. `document` holds those of title, message and
    hint that differ if the finding is about a document: it has no cells, and nobody fills it in.
    `filler` is the hint for those who fill in, who have the offline page and no commands, None if
    it is `hint`.
    """

    code: str
    name: str
    severity: Severity
    title: Wording
    message: Wording
    hint: Wording
    page: Wording
    document: Mapping[str, Wording] = {}
    filler: Wording | None = None

    @property
    def about_document(self) -> "MessageType":
        """Return this message with the words for a document."""
        return self._replace(
            title=self.document.get("title", self.title),
            message=self.document.get("message", self.message),
            hint=self.document.get("hint", self.hint),
            document={},
            filler=None if "hint" in self.document else self.filler,
        )


class RuleWording(NamedTuple):
    """The words for rules of editions of one kind: templates for the message and for the page.

    `document` is as in `MessageType`.
    """

    message: Wording
    page: Wording
    document: Mapping[str, Wording] = {}


class BuiltInMessages(Mapping[str, MessageType]):
    """The messages that hold for every edition, by code."""

    def __getitem__(self, code: str) -> MessageType:
        """Return the message; reads the file of its family.

        Raises:
            KeyError: there is no such code.
            MessageFileError: the file is faulty.
        """
        parts = _CODE.fullmatch(code)
        if parts is None:
            raise KeyError(code)
        return _family(parts[1])[code]

    def __iter__(self) -> Iterator[str]:
        """Yield the codes of all families."""
        for family in FAMILIES:
            yield from _family(family)

    def __len__(self) -> int:
        """Return how many there are."""
        return sum(1 for _ in self)


BUILT_IN: Mapping[str, MessageType] = BuiltInMessages()


@cache
def _family(name: str) -> Mapping[str, MessageType]:
    file = templates() / FOLDER / f"{name}.toml"
    messages = read_family(name, _text_of(file)) if file.is_file() else {}
    if not messages and name in FAMILIES:
        raise MessageFileError(f"{file.name}: missing or empty")
    return messages


@cache
def rule_wordings() -> Mapping[str, RuleWording]:
    """Return the words for rules of editions: `rule`, or the kind of a text or year rule.

    Raises:
        MessageFileError: the file is faulty.
    """
    file = templates() / FOLDER / EDITION_FILE
    return read_rule_wordings(EDITION_FILE, _text_of(file))


def _text_of(file: "Traversable") -> str:
    try:
        return file.read_text(encoding="utf-8")
    except UnicodeDecodeError as error:
        raise MessageFileError(f"{file.name}: not UTF-8") from error


def read_family(family: str, text: str) -> Mapping[str, MessageType]:
    """Return the messages in the TOML `text` of a family's file, by code.

    Raises:
        MessageFileError: it is not TOML, or has unknown keys, missing ones, empty texts, a language
            without the arguments of the other, or pages that no message uses; all of them at once.
    """
    reader = _Reader(f"{family}.toml", text)
    messages = {code: reader.message(family, code, entry) for code, entry in reader.entries()}
    reader.finish()
    return {code: message for code, message in messages.items() if message}


def read_rule_wordings(file: str, text: str) -> Mapping[str, RuleWording]:
    """Return the wordings in the TOML `text` by kind of rule; errors as `read_family`."""
    reader = _Reader(file, text)
    wordings = {kind: reader.rule_wording(kind, entry) for kind, entry in reader.entries()}
    reader.finish()
    return {kind: wording for kind, wording in wordings.items() if wording}


def arguments(template: str) -> frozenset[str]:
    """Return the names of the arguments that a message or hint is filled with.

    Raises:
        ValueError: its braces do not match.
    """
    from string import Formatter

    return frozenset(name for _, name, _, _ in Formatter().parse(template) if name is not None)


class _Reader:
    """Reads a file of messages entry by entry and collects its faults."""

    def __init__(self, file: str, text: str) -> None:
        import tomllib

        self.file = file
        self.faults: list[str] = []
        try:
            self.data = tomllib.loads(text)
        except tomllib.TOMLDecodeError as error:
            raise MessageFileError(f"{file}: {error}") from error
        pages = self.data.pop(_PAGES, {})
        self.pages = {name: self._wording(f"{_PAGES}.{name}", pages[name]) for name in pages}
        self.unused = dict.fromkeys(self.pages)

    def entries(self) -> Iterator[tuple[str, object]]:
        """Yield what the file holds besides pages."""
        yield from self.data.items()

    def finish(self) -> None:
        """Raise all faults, if there are any."""
        for page in self.unused:
            self._fault(f"{_PAGES}.{page}", "no message uses this page")
        if self.faults:
            raise MessageFileError(*self.faults)

    def message(self, family: str, code: str, entry: object) -> MessageType | None:
        """Return the message in `entry`, None if it is faulty."""
        faults = len(self.faults)
        parts = _CODE.fullmatch(code)
        if parts is None or parts[1] != family:
            self._fault(code, f"the codes of this file are {family} and two digits")
        keys = ("name", "severity", "title", "message", "hint", "page")
        values = self._table(code, entry, keys, optional=(_DOCUMENT, _FILLER))
        name, severity = values["name"], values["severity"]
        if not (isinstance(name, str) and _NAME.fullmatch(name)):
            self._fault(code, "name must be lower-case words with hyphens")
        if severity not in tuple(Severity):
            self._fault(code, f"severity must be one of {', '.join(Severity)}")
        words = {key: self._wording(f"{code}.{key}", values[key]) for key in keys[2:5]}
        page = self._page(code, values["page"])
        document = self._document(code, values[_DOCUMENT])
        given = values[_FILLER]
        filler = None if given is None else self._wording(f"{code}.{_FILLER}", given)
        titles = (words["title"], document.get("title", _NOTHING))
        for where, wording in (
            *((f"{code}.title", each) for each in titles),
            (f"{code}.page", page),
        ):
            if _arguments_of(wording):
                self._fault(where, "titles and pages take no arguments")
        if len(self.faults) > faults:
            return None
        return MessageType(
            code=code,
            name=str(name),
            severity=Severity(str(severity)),
            page=page,
            document=document,
            filler=filler,
            **words,
        )

    def rule_wording(self, kind: str, entry: object) -> RuleWording | None:
        """Return the wording in `entry`, None if it is faulty."""
        faults = len(self.faults)
        values = self._table(kind, entry, ("message", "page"), optional=(_DOCUMENT,))
        message = self._wording(f"{kind}.message", values["message"])
        page = self._page(kind, values["page"])
        document = self._document(kind, values[_DOCUMENT])
        if len(self.faults) > faults:
            return None
        return RuleWording(message=message, page=page, document=document)

    def _document(self, code: str, value: object) -> Mapping[str, Wording]:
        """Return the words that differ for a document, none if `value` is None."""
        if value is None:
            return {}
        where = f"{code}.{_DOCUMENT}"
        texts = self._table(where, value, (), optional=("title", "message", "hint"))
        return {
            key: self._wording(f"{where}.{key}", text)
            for key, text in texts.items()
            if text is not None
        }

    def _page(self, code: str, value: object) -> Wording:
        """Return the page: written here, or that of several messages by its name."""
        if not isinstance(value, str):
            return self._wording(f"{code}.page", value)
        self.unused.pop(value, None)
        if value not in self.pages:
            meant = _did_you_mean(value, tuple(self.pages))
            self._fault(code, f"there is no page {value}{meant}")
        return self.pages.get(value, _NOTHING)

    def _wording(self, where: str, value: object) -> Wording:
        """Return a text in both languages, which name the same arguments."""
        if value is None:  # reported as missing
            return _NOTHING
        texts = self._table(where, value, tuple(Language))
        for language, text in texts.items():
            if text is not None and not (isinstance(text, str) and text.strip()):
                self._fault(f"{where}.{language}", "must be a text in quotation marks")
        wording = Wording(zh=str(texts[Language.ZH] or ""), en=str(texts[Language.EN] or ""))
        try:
            zh, en = arguments(wording.zh), arguments(wording.en)
        except ValueError as error:
            self._fault(where, str(error))
            return _NOTHING
        if zh != en and None not in texts.values():
            named = ", ".join(sorted(zh ^ en))
            self._fault(where, f"only one of the languages names the argument {named}")
        return wording

    def _table(
        self, where: str, value: object, keys: Sequence[str], optional: Sequence[str] = ()
    ) -> Mapping[str, object]:
        """Return the values of `keys` and `optional`, None for missing ones."""
        known = (*keys, *optional)
        if not isinstance(value, dict):
            self._fault(where, f"must have the keys {', '.join(keys or optional)}")
            return dict.fromkeys(known)
        for key in value:
            if key not in known:
                self._fault(where, f"unknown key {key}{_did_you_mean(key, known)}")
        for key in keys:
            if key not in value:
                self._fault(where, f"{key} is missing")
        return {key: value.get(key) for key in known}

    def _fault(self, where: str, what: str) -> None:
        self.faults.append(f"{self.file}: {where}: {what}")


_NOTHING = Wording("", "")
"""Stands for a faulty wording, so that reading goes on to the next fault."""


def _arguments_of(wording: Wording) -> frozenset[str]:
    return arguments(wording.zh) | arguments(wording.en)


def _did_you_mean(name: str, known: Sequence[str]) -> str:
    from difflib import get_close_matches

    near = get_close_matches(name, known, n=1)
    return f"; did you mean {near[0]}?" if near else ""
