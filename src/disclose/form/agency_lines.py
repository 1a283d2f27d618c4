"""Lines of the sheet 单位信息 read by their kind: the text as it is meant, and the fault in it."""

import re
from collections.abc import Callable, Iterator, Mapping
from typing import NamedTuple

from disclose.core.dates import dated, day
from disclose.core.expressions import expression
from disclose.core.text import squeeze
from disclose.form.edition.model import BodyField, FieldKind

CODE = "code"
"""The field that identifies an agency."""

DATE = "date"
"""The field with the date of the report."""


class LineFault(NamedTuple):
    """Why a text is not what its line asks for; `proposal` is what was probably meant.

    The others are of a credit code: a wrong `length`, `letters` that no code has, or the `last`
    character that would fit the others.
    """

    proposal: str = ""
    length: int = 0
    letters: str = ""
    last: str = ""


class LineReading(NamedTuple):
    """A line as it is meant: `value` is the text in the usual characters."""

    value: str
    fault: LineFault | None = None


def read_line(field: BodyField, text: str) -> LineReading:
    """Return `text` as the line `field` means it. An empty text has no fault."""
    plain = text.strip()
    if not plain:
        return LineReading("")
    if field.choices:
        return _choice(field.choices, plain)
    return _READERS[field.kind](plain)


def _choice(choices: tuple[str, ...], text: str) -> LineReading:
    alike = [choice for choice in choices if squeeze(choice) == squeeze(text)]
    return LineReading(alike[0]) if alike else LineReading(text, LineFault())


# The name of the agency: a printed form says where the seal goes, and fillers copy the words.

_SEAL = expression(r"[\s　]*[（(〔\[【][\s　]*[盖公签印]?[\s　]*章处?[\s　]*[)）〕\]】][\s　]*$")


def _name(text: str) -> LineReading:
    return LineReading(agency_name(text))


def agency_name(text: str) -> str:
    """Return the name of an agency without `（盖章）` behind it."""
    return (_SEAL.sub("", text) if "章" in text else text).strip()


# The unified social credit code, GB 32100-2015: 17 characters and one to check them.

ALPHABET = "0123456789ABCDEFGHJKLMNPQRTUWXY"
"""The characters of a code in the order of their values: no I, O, S, V and Z."""

CODE_LENGTH = 18
_MISREAD = str.maketrans("OISZ", "0152")
"""Letters that no code has, and the digits that look like them."""


def credit_code(text: str) -> str:
    """Return a code without space and in capitals, as codes are compared."""
    return squeeze(text).upper()


def check_character(code: str) -> str:
    """Return the last character of the code that begins with these 17 characters."""
    total = sum(ALPHABET.index(char) * pow(3, at, 31) for at, char in enumerate(code))
    return ALPHABET[-total % 31]


def _credit_code(text: str) -> LineReading:
    code = credit_code(text).replace("-", "")
    strange = "".join(dict.fromkeys(char for char in code if char not in ALPHABET))
    if len(code) != CODE_LENGTH:
        return LineReading(code, LineFault(length=len(code)))
    if strange:
        meant = code.translate(_MISREAD)
        proposal = meant if is_sound_code(meant) else ""
        return LineReading(code, LineFault(letters=strange, proposal=proposal))
    if is_sound_code(code):
        return LineReading(code)
    near = [each for each in _swapped(code) if is_sound_code(each)]
    proposal = near[0] if len(near) == 1 else ""
    last = check_character(code[:-1])
    return LineReading(code, LineFault(last=last, proposal=proposal))


def is_sound_code(code: str) -> bool:
    """Return whether the last of the 18 characters fits the others."""
    plain = len(code) == CODE_LENGTH and set(code) <= set(ALPHABET)
    return plain and check_character(code[:-1]) == code[-1]


def _swapped(code: str) -> Iterator[str]:
    """Yield `code` with two different neighbours swapped."""
    for at in range(len(code) - 1):
        if code[at] != code[at + 1]:
            yield code[:at] + code[at + 1] + code[at] + code[at + 2 :]


# Postcode, telephone, e-mail, web address: the width of characters does not count.

_WIDE = {ord("　"): " ", **{code: chr(code - 0xFEE0) for code in range(0xFF01, 0xFF5F)}}
_IN_ADDRESSES = {code: char for code, char in _WIDE.items() if char not in " ,;()"}


def _is_chinese(text: str) -> bool:
    # An expression of so large a range takes longer to compile than a telephone number to be read.
    return any("\u3400" <= each <= "\u9fff" for each in text)


def _narrow(text: str) -> str:
    """Return `text` with ASCII characters for wide ones; Chinese text keeps its punctuation."""
    return text if _is_chinese(text) else text.translate(_IN_ADDRESSES)


def _without_slips(address: str) -> str:
    """Return an address without spaces, and with full stops for other points and commas."""
    return re.sub(r"\s+", "", address.translate(_WIDE)).replace("。", ".").replace(",", ".")


def _postcode(text: str) -> LineReading:
    code = squeeze(text)
    return LineReading(code, None if re.fullmatch("[0-9]{6}", code) else LineFault())


_AREA = r"(?:\(0\d{2,3}\)|0\d{2,3})[- ]*"
_ABROAD = r"(?:\+|00)?86[- ]*(?:\(0\))?"
_LOCAL = r"(?:\d{3,4}[- ]?\d{4}|\d{3}-\d{5})"
_SERVICE = r"[19]\d{2,5}"
_NUMBER = expression(
    rf"(?<![\d-])(?:{_ABROAD})?(?:{_AREA}(?:{_LOCAL}|{_SERVICE})|1[3-9]\d[- ]?\d{{4}}[- ]?\d{{4}})"
    rf"(?!\d)|(?<![\d-]){_ABROAD}[1-9]\d{{1,2}}[- ]*{_LOCAL}(?!\d)"
    rf"|(?<![\d-])(?:\+|00)85[23][- ]*{_LOCAL}(?!\d)"
    rf"|(?<![\d-])[48]00(?:[- ]?\d){{7}}(?!\d)|(?<![\d-])(?:(?!0){_LOCAL}|{_SERVICE})(?!\d)"
)
"""A telephone number: with area code, mobile, of a service (400, 12345), or within the area."""

_UNFINISHED = expression(r"\d{9,}|(?<!\d)0\d{2,3}[-) ]+\d+")
"""Digits that are neither a number nor what may follow one: an extension, another last digit."""

_DASHES = str.maketrans(dict.fromkeys("－—–―‐‑−﹣~～", "-"))
_DIGITS = {code: chr(code - 0xFEE0) for code in (*range(0xFF10, 0xFF1A), 0xFF0B, 0xFF0D)}


def _telephone(text: str) -> LineReading:
    value = text.translate(_DIGITS)
    plain = re.sub(r"\s*-[\s-]*", "-", value.translate(_DASHES).translate(_WIDE))
    rest, count = _NUMBER.subn(" ", re.sub(r"\s+", " ", plain))
    sound = count and not _UNFINISHED.search(rest)
    return LineReading(value, None if sound else LineFault())


_EMAIL = expression(r"[\w.+%'-]*[\w+%'-]@[\w-]+(?:\.[\w-]+)+")


def _email(text: str) -> LineReading:
    value = _narrow(text)
    if _is_email(value):
        return LineReading(value)
    meant = _without_slips(value)
    return LineReading(value, LineFault(meant if _is_email(meant) else ""))


def _is_email(text: str) -> bool:
    """Return whether all that has an `@` is an address, and something is."""
    rest, count = _EMAIL.subn(" ", text)
    return bool(count) and "@" not in rest and ".." not in text


_HOST = r"[\w-]+(?:\.[\w-]+)+(?::\d+)?"
_WEB = expression(rf"https?://{_HOST}(?![\w.]*@)", re.IGNORECASE)
_BROKEN_SCHEME = expression(r"^(https?)[:;]?[/\\]*(?=[\w-]+\.)", re.IGNORECASE)


def _web_address(text: str) -> LineReading:
    value = _narrow(text)
    if _WEB.search(value):
        return LineReading(value)
    meant = _without_slips(value)
    scheme = _BROKEN_SCHEME.match(meant)
    rest = meant[scheme.end() :] if scheme else meant
    whole = re.fullmatch(rf"{_HOST}(?:[/?#]\S*)?", rest) and not _is_chinese(rest)
    proposal = f"{scheme[1].lower() if scheme else 'http'}://{rest}" if whole else ""
    return LineReading(value, LineFault(proposal))


def _date(text: str) -> LineReading:
    return LineReading(dated(text), None if day(text) else LineFault())


_READERS: Mapping[FieldKind, Callable[[str], LineReading]] = {
    FieldKind.TEXT: LineReading,
    FieldKind.NAME: _name,
    FieldKind.CREDIT_CODE: _credit_code,
    FieldKind.POSTCODE: _postcode,
    FieldKind.TELEPHONE: _telephone,
    FieldKind.EMAIL: _email,
    FieldKind.WEB_ADDRESS: _web_address,
    FieldKind.DATE: _date,
}
