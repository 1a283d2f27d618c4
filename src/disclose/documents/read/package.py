"""The package of a Word document: its parts, each read within bounds and without surprises."""

import zlib
from io import BytesIO
from zipfile import ZIP_DEFLATED, ZIP_STORED, BadZipFile, ZipFile

from lxml import etree

from disclose.core.finding import finding
from disclose.core.messages import document_refused
from disclose.core.messages.document_refused import LOCKED, unreadable, unsafe
from disclose.documents.read.model import UnreadableDocument

MAX_PART = 16 << 20
"""Most bytes of a part that is read; a report has under 1 MB."""

_ENCRYPTED = 1


def package_of(data: bytes) -> ZipFile:
    """Return the package of a .docx file.

    Raises:
        UnreadableDocument: it is none.
    """
    try:
        return ZipFile(BytesIO(data))
    except (BadZipFile, ValueError, OSError, OverflowError, NotImplementedError) as error:
        raise UnreadableDocument(unreadable(".docx")) from error


def part(package: ZipFile, name: str) -> etree._Element:
    """Return the root of a part of a package.

    Raises:
        UnreadableDocument: it is not there, damaged, locked or unsafe.
    """
    if name not in package.namelist():
        raise UnreadableDocument(unreadable(".docx"))
    entry = package.getinfo(name)
    if entry.flag_bits & _ENCRYPTED:
        raise UnreadableDocument(finding(LOCKED))
    if entry.file_size > MAX_PART or entry.compress_type not in {ZIP_STORED, ZIP_DEFLATED}:
        raise UnreadableDocument(unsafe(document_refused.LARGE_PART, part=name))
    try:
        with package.open(entry) as stream:
            data = stream.read(MAX_PART + 1)
        parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False)
        root = etree.fromstring(data, parser)
    except (
        BadZipFile,
        zlib.error,
        OSError,
        EOFError,
        ValueError,
        NotImplementedError,
        etree.XMLSyntaxError,
    ) as error:
        raise UnreadableDocument(unreadable(".docx")) from error
    if root.getroottree().docinfo.internalDTD is not None:
        raise UnreadableDocument(unsafe(document_refused.DOCTYPE))
    return root
