"""The rooms of the source in their order, as the table of ARCHITECTURE.md lists them."""

from collections.abc import Mapping

ROOMS = (
    "core",
    "form",
    "prose",
    "checks",
    "output",
    "documents",
    "excel",
    "report",
    "page",
    "rollup",
    "api",
    "browser",
    "cli",
)
"""Every room imports only those named before it."""

HOMES: Mapping[str, frozenset[str]] = {
    "typer": frozenset({"cli"}),
    "rich": frozenset({"cli"}),
    "xlsxwriter": frozenset({"excel"}),
    "openpyxl": frozenset({"excel"}),
    "xml.parsers.expat": frozenset({"core"}),
    "xml.etree": frozenset({"report", "output"}),
    "lxml": frozenset({"documents"}),
    "pdfplumber": frozenset({"documents"}),
    "pdfminer": frozenset({"documents"}),
    "typst": frozenset({"report"}),
    "jinja2": frozenset({"form"}),
    "tomllib": frozenset({"browser", "core", "form", "page"}),
    "sqlite3": frozenset({"rollup"}),
    "distributed": frozenset({"rollup"}),
    "dask": frozenset({"rollup"}),
    "simplejson": frozenset({"form", "output", "report"}),
}
"""The rooms that may import each third party (and some standard modules)."""
