"""The files of an edition, those of the edition it extends put before its own."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from importlib.resources.abc import Traversable
from operator import attrgetter
from typing import TypeVar

from disclose.core.errors import EditionError
from disclose.core.finding import finding
from disclose.core.messages.definition import UNKNOWN_NAME
from disclose.form.edition.decode import decode
from disclose.form.edition.definition import EditionText, ExtensionText, RulesText
from disclose.form.edition.faults import form_faults
from disclose.form.edition.source import Source, read, suggest

DEFINITION = "edition.toml"
RULES = "rules.toml"

Entry = TypeVar("Entry")

_ID = attrgetter("id")
_CODE = attrgetter("code")


@dataclass(frozen=True, slots=True, kw_only=True)
class Parts:
    """What the files of an edition say together; `sources` are all that were read for it.

    `extended` are the folders of the editions it builds on, the nearest first.
    """

    text: EditionText
    rules: RulesText
    definition: Source
    rules_file: Source
    sources: tuple[Source, ...]
    extended: tuple[Traversable, ...] = ()


def parts(
    folder: Traversable, others: Mapping[str, Traversable], extending: Sequence[str] = ()
) -> Parts:
    """Return what the files in `folder` say; `others` are the folders it may extend, by id.

    `extending` are the editions that extend this one. Entries of an extension follow those it
    extends; one of the same id or code takes the other's place. Its texts, if any, replace all.

    Raises:
        EditionError: a file is missing or faulty, or the edition extended is not there.
    """
    definition, rules_file = read(folder, DEFINITION), read(folder, RULES)
    if "extends" in definition.data():
        found = _extended(definition, rules_file, others, (*extending, folder.name))
    else:
        found = Parts(
            text=decode(EditionText, definition),
            rules=decode(RulesText, rules_file),
            definition=definition,
            rules_file=rules_file,
            sources=(definition, rules_file),
        )
    faults = tuple(form_faults(found.text, folder.name, found.definition))
    if faults:
        raise EditionError(*faults)
    return found


def _extended(
    definition: Source,
    rules_file: Source,
    others: Mapping[str, Traversable],
    extending: Sequence[str],
) -> Parts:
    own, own_rules = decode(ExtensionText, definition), decode(RulesText, rules_file)
    known = [name for name in others if name not in extending]
    if own.extends not in known:
        place, suggestion = definition.place("extends"), suggest(own.extends, known)
        where = definition.name
        raise EditionError(
            finding(
                UNKNOWN_NAME,
                place,
                where=where,
                at="",
                name=own.extends,
                suggestion=suggestion,
            )
        )
    base = parts(others[own.extends], others, extending)
    text = _form(base.text, own)
    rules = RulesText(
        rules=_joined(base.rules.rules, own_rules.rules, _CODE),
        text_rules=_joined(base.rules.text_rules, own_rules.text_rules, _CODE),
        year_rules=_joined(base.rules.year_rules, own_rules.year_rules, _CODE),
    )
    behind = {
        "measures": len(text.measures) - len(own.measures),
        "body": len(text.body) - len(own.body),
        "tables": len(text.tables) - len(own.tables),
        "charts": len(text.charts) - len(own.charts),
    }
    rules_behind = {
        "rules": len(rules.rules) - len(own_rules.rules),
        "text_rules": len(rules.text_rules) - len(own_rules.text_rules),
        "year_rules": len(rules.year_rules) - len(own_rules.year_rules),
    }
    return Parts(
        text=text,
        rules=rules,
        definition=replace(definition, behind=behind),
        rules_file=replace(rules_file, behind=rules_behind),
        sources=(*base.sources, definition, rules_file),
        extended=(others[own.extends], *base.extended),
    )


def _form(base: EditionText, own: ExtensionText) -> EditionText:
    return replace(
        base,
        id=own.id,
        label=own.label,
        title=own.title or base.title,
        authority=own.authority or base.authority,
        document=own.document or base.document,
        deadline=own.deadline or base.deadline,
        measures=_joined(base.measures, own.measures, _ID),
        body=_joined(base.body, own.body, _ID),
        tables=_joined(base.tables, own.tables, _ID),
        texts=own.texts or base.texts,
        charts=_joined(base.charts, own.charts, _ID),
    )


def _joined(
    base: Sequence[Entry], own: Sequence[Entry], name: Callable[[Entry], str]
) -> tuple[Entry, ...]:
    names = {name(each) for each in own}
    return (*(each for each in base if name(each) not in names), *own)
