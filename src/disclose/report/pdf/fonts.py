"""Selects fonts: those in a given folder, installed official ones, substitutes, packaged ones."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from importlib.util import find_spec
from pathlib import Path

from typst import FontInfo
from typst import Fonts as Shelf

from disclose.core.errors import NoFontsError, NoTypesetterError
from disclose.report.pdf.typefaces import RARE, REGULAR, SANS, SERIF, TYPEFACES, FontRole, Typeface

PACKAGE = "pylopdf-fonts-zh-cn"
"""Noto Serif SC and Noto Sans SC with their licence (OFL 1.1), about 30 900 characters each."""


class Standing(StrEnum):
    """The relation of a font to the required typeface."""

    OFFICIAL = "official"
    SUBSTITUTE = "substitute"
    BROUGHT = "brought"


@dataclass(frozen=True, slots=True, kw_only=True)
class Served:
    """The font for a role; the families in `others` supply the characters that it lacks."""

    role: FontRole
    standing: Standing
    family: str
    weight: int
    path: Path
    others: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Fonts:
    """The fonts of one report: those known to the typesetter, and the font for each role.

    If no Latin font is installed, letters and digits have no font of their own.
    """

    shelf: Shelf
    served: Mapping[FontRole, Served]

    def families(self, role: FontRole) -> list[str | dict[str, str]]:
        """Return the families of `role` as the typesetter takes them, letters and digits first."""
        latin = self.served.get(FontRole.LATIN)
        letters = [{"name": latin.family, "covers": "latin-in-cjk"}] if latin else []
        return [*letters, self.served[role].family, *self.served[role].others]


@cache
def find(folder: Path | None = None, *, system: bool = True) -> Fonts:
    """Return the fonts for a report, preferring `folder`; `system` adds the installed fonts.

    Raises:
        NoFontsError: `folder` contains no font.
        NoTypesetterError: the package with the default fonts is not installed.
    """
    own = _brought()
    paths = [str(each) for each in (folder, own) if each]
    shelf = Shelf(include_system_fonts=system, include_embedded_fonts=False, font_paths=paths)
    at_hand = _by_family(shelf.fonts())
    given = frozenset(name for name, fonts in at_hand.items() if folder and _in(folder, fonts))
    if folder and not given:
        raise NoFontsError(folder)
    served = {role: _served(role, face, at_hand, given) for role, face in TYPEFACES.items()}
    return Fonts(shelf, {role: one for role, one in served.items() if one})


def _brought() -> Path:
    found = find_spec(PACKAGE.replace("-", "_"))
    if found is None or found.origin is None:
        raise NoTypesetterError(PACKAGE)
    return Path(found.origin).parent


def _by_family(fonts: Sequence[FontInfo]) -> dict[str, list[FontInfo]]:
    families: dict[str, list[FontInfo]] = {}
    for font in fonts:
        if font.path and font.style == "normal":
            families.setdefault(font.family.lower(), []).append(font)
    return families


def _in(folder: Path, fonts: Sequence[FontInfo]) -> bool:
    inside = folder.resolve()
    return any(font.path and Path(font.path).resolve().is_relative_to(inside) for font in fonts)


def _served(
    role: FontRole,
    face: Typeface,
    at_hand: Mapping[str, Sequence[FontInfo]],
    given: frozenset[str],
) -> Served | None:
    official = list(_present(face.official, at_hand, given))
    others = [*official, *_present(face.substitutes, at_hand, given)]
    if not others:
        return None
    first = others[0]
    wanted = REGULAR if official else face.weight
    font = min(at_hand[first.lower()], key=lambda each: abs(each.weight - wanted))
    rare = _present(RARE, at_hand, frozenset())
    return Served(
        role=role,
        standing=_standing(first, font, official=bool(official)),
        family=first,
        weight=font.weight,
        path=Path(font.path or ""),
        others=tuple(dict.fromkeys((*others[1:], *rare))),
    )


def _present(
    families: Sequence[str], at_hand: Mapping[str, object], given: frozenset[str]
) -> Iterator[str]:
    """Yield the families that are available, those of the given folder first."""
    there = [name for name in families if name.lower() in at_hand]
    yield from sorted(there, key=lambda name: name.lower() not in given)


def _standing(family: str, font: FontInfo, *, official: bool) -> Standing:
    if official:
        return Standing.OFFICIAL
    brought = family in {SERIF, SANS} and _in(_brought(), [font])
    return Standing.BROUGHT if brought else Standing.SUBSTITUTE
