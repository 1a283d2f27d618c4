"""Decodes text files in the encodings that common programs write."""

from collections.abc import Sequence

from disclose.core.errors import UnreadableDocumentError
from disclose.documents.read.refused import unreadable

_BOMS = ((b"\xef\xbb\xbf", "utf-8-sig"), (b"\xff\xfe", "utf-16"), (b"\xfe\xff", "utf-16"))
CHINESE = "gb18030"
"""The encoding of Chinese Windows programs that do not write UTF-8; includes GB2312 and GBK."""


BYTE_ORDER_MARKS = tuple(mark for mark, _ in _BOMS)


def decoded(data: bytes, expected: str) -> str:
    """Return the text in `data`: by its mark, else UTF-8, else GB18030.

    Raises:
        UnreadableDocumentError: it is no text.
    """
    for mark, encoding in _BOMS:
        if data.startswith(mark):
            return _strict(data, (encoding,), expected)
    if b"\0" in data:
        raise UnreadableDocumentError(unreadable(expected))
    return _strict(data, ("utf-8", CHINESE), expected)


def _strict(data: bytes, encodings: Sequence[str], expected: str) -> str:
    for encoding in encodings:
        try:
            return data.decode(encoding)
        except UnicodeDecodeError:
            continue
    raise UnreadableDocumentError(unreadable(expected))
