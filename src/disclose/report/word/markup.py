"""Elements of a Word document and their bytes, made without a compiled library."""

from xml.etree import ElementTree as ET
from xml.etree.ElementTree import Element

from disclose.documents.read.provenance import NAMESPACE
from disclose.form.templating import packaged

A = "http://schemas.openxmlformats.org/drawingml/2006/main"
C = "http://schemas.openxmlformats.org/drawingml/2006/chart"
CORE = "http://schemas.openxmlformats.org/package/2006/metadata/core-properties"
DC = "http://purl.org/dc/elements/1.1/"
R = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
STORE = "http://schemas.openxmlformats.org/officeDocument/2006/customXml"
TERMS = "http://purl.org/dc/terms/"
W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
WP = "http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing"
XSI = "http://www.w3.org/2001/XMLSchema-instance"

OFFICE = "application/vnd.openxmlformats-officedocument"
"""Begins the media types of parts."""

SPACE = "{http://www.w3.org/XML/1998/namespace}space"

# Some programs know the usual prefixes only.
_PREFIXES = {
    "": NAMESPACE,
    "a": A,
    "c": C,
    "cp": CORE,
    "dc": DC,
    "dcterms": TERMS,
    "ds": STORE,
    "r": R,
    "w": W,
    "wp": WP,
    "xsi": XSI,
}
for _prefix, _namespace in _PREFIXES.items():
    ET.register_namespace(_prefix, _namespace)


def w(name: str, /, *children: Element, **attributes: object) -> Element:
    """Return the element `w:name` with `children`; `attributes` have the same namespace."""
    made = Element(f"{{{W}}}{name}")
    for key, value in attributes.items():
        made.set(f"{{{W}}}{key}", str(value))
    made.extend(children)
    return made


def template(name: str) -> Element:
    """Return the root of a packaged part, without comments and the white space that indents it."""
    root = ET.fromstring(packaged(f"report/word/{name}.xml"))  # noqa: S314 - ours
    for each in root.iter():
        each.text = (each.text or "").strip() or None
        each.tail = None
    return root


def serialise(root: Element) -> bytes:
    """Return `root` as a part of a package."""
    head = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
    return (head + ET.tostring(root, encoding="unicode")).encode()
