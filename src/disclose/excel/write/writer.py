"""The workbook of an edition: blank, or holding a filing."""

import warnings
from collections.abc import Callable, Collection, Mapping
from copy import deepcopy
from datetime import UTC, datetime
from functools import partial
from io import BytesIO

from xlsxwriter import Workbook

from disclose.core import seal as seals
from disclose.core.errors import UnwritableWorkbookError
from disclose.core.expressions import expression
from disclose.core.package import ZipPackage
from disclose.excel.write import styles
from disclose.excel.write.agency_sheet import write_body
from disclose.excel.write.cached_values import Live, live
from disclose.excel.write.chart_sheet import write_charts
from disclose.excel.write.checks_sheet import write_review
from disclose.excel.write.explanation_sheet import (
    EXPLANATION_LINES,
    write_explanations,
    write_offers,
)
from disclose.excel.write.guide_sheet import write_guide
from disclose.excel.write.prior_year_sheet import kept, write_prior_year
from disclose.excel.write.readiness import AGREEMENT, tests
from disclose.excel.write.sheet import Box, PlainSheet, SheetWriter, accept
from disclose.excel.write.styles import Formats
from disclose.excel.write.table_sheet import write_table
from disclose.excel.write.text_preview import preview_of
from disclose.excel.write.text_sheets import write_texts
from disclose.form.edition.sheet_names import (
    BLANK_AS_ZERO,
    BODY,
    CHARTS,
    EXPLANATIONS,
    GUIDE,
    META,
    PRIOR_YEAR_SHEET,
    REVIEW,
    TEXTS,
)
from disclose.form.filing import Filing
from disclose.form.layout.book import EXPLANATIONS_TOP, WorkbookPlan
from disclose.form.layout.stamp import (
    PRIOR_FILE,
    PRIOR_YEAR_SEAL,
    STAMP_CELL,
    STAMP_NAME,
    STAMP_PROPERTY,
    VERSION,
    RememberedFile,
    seal,
    stamp,
)
from disclose.form.prior_year import PriorYear

# The hidden sheet: which edition the workbook was made from.

NOTE = "本表由程序识别格式用，请勿修改。"


def write_meta(sheet: SheetWriter, live: Live) -> None:
    """Write the stamp of the edition, the version of the arrangement, and hide the sheet.

    Where last year's figures are in the workbook they are sealed here. The formulas that lead to
    the previews of the texts are here, too, those that test the typed numbers, and the lines that
    the sheet 出错说明 offers.
    """
    edition = live.book.edition
    row, column = STAMP_CELL.row, STAMP_CELL.column
    sheet.put(Box(row, column), stamp(edition), styles.DEFAULT)
    sheet.put(Box(row + 1, column), str(VERSION), styles.DEFAULT)
    sheet.put(Box(row + 2, column), NOTE, styles.DEFAULT)
    if live.prior_year is not None and live.filing.year is not None:
        sealed = seal(live.filing.year - 1, kept(live))
        sheet.put(Box(PRIOR_YEAR_SEAL.row, PRIOR_YEAR_SEAL.column), sealed, styles.DEFAULT)
    if live.prior_year is not None and live.prior_year.sha256:
        file = str(RememberedFile(live.prior_year.name, live.prior_year.sha256))
        sheet.put(Box(PRIOR_FILE.row, PRIOR_FILE.column), file, styles.DEFAULT)
    for section in edition.texts:
        cells = live.book.previews[section.id]
        for at, formula in zip(cells, preview_of(section, live), strict=False):
            if at.sheet == META:
                sheet.put(Box(at.row, at.column), formula, styles.DEFAULT)
    for at, formula in tests(live):
        sheet.put(Box(at.row, at.column), formula, styles.DEFAULT)
    write_offers(sheet, live)
    sheet.protect()
    sheet.worksheet.very_hidden()


OPTIONS = {
    "in_memory": True,
    "default_format_properties": dict(styles.DEFAULT),
    "default_column_width": 72,  # pixels that Excel gives a column in this font
}

TABS = {
    GUIDE: styles.NAVY,
    PRIOR_YEAR_SHEET: styles.MUTED,
    REVIEW: styles.DARK_GREEN,
    EXPLANATIONS: styles.MUTED,
    CHARTS: styles.MUTED,
}


def write(
    book: WorkbookPlan,
    filing: Filing,
    prior_year: PriorYear | None = None,
    *,
    blank: bool = False,
    carried: Collection[str] = (),
) -> bytes:
    """Return the workbook of `book` with what `filing` holds, figures exactly as typed.

    Where `book` has cells for the prior year they show `prior_year`, and the inputs carried forward
    from it are locked. `carried` are the lines about the agency that last year's file gave. The
    seal says whether it is `blank`, to be filled in. The same arguments give the same bytes.

    Raises:
        UnwritableWorkbookError: something does not fit into a workbook, e.g. a text of over 32,767
            characters.
    """
    target = BytesIO()
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        try:
            _write(target, live(book, filing, prior_year, carried), blank=blank)
        except UserWarning as warning:
            raise UnwritableWorkbookError(str(warning)) from warning
    parts = ZipPackage(target.getvalue()).parts()
    return seals.sealed_package(_let_rows_grow(parts, book))


def _write(target: BytesIO, shown: Live, *, blank: bool) -> None:
    book = shown.book
    workbook = Workbook(target, deepcopy(OPTIONS))  # it writes into the options it is given
    formats = Formats(workbook)
    writers = _writers(shown, workbook)
    for name in book.sheets:
        sheet = SheetWriter(workbook.add_worksheet(name, PlainSheet), formats)
        sheet.worksheet.set_tab_color(TABS.get(name, styles.AMBER))
        writers[name](sheet)
    _describe(workbook, book, shown.filing)
    text = seals.BLANK if blank else seals.FILLED
    accept("property", workbook.set_custom_property("DiscloseSeal", text, "text"))
    workbook.close()


_FIXED = expression(r'(<row r="(\d+)"[^>]*) customHeight="1"')


def _let_rows_grow(parts: Mapping[str, bytes], book: WorkbookPlan) -> Mapping[str, bytes]:
    """Return the `parts` of a workbook with rows of texts that grow when more is typed.

    XlsxWriter fixes every height that it sets, and a row of fixed height hides the end of a text.
    """
    lines = range(EXPLANATIONS_TOP, EXPLANATIONS_TOP + EXPLANATION_LINES)
    growing = {TEXTS: {at.row for at in book.texts.values()}, EXPLANATIONS: {*lines}}
    grown = dict(parts)
    for sheet, rows in growing.items():
        part = f"xl/worksheets/sheet{book.sheets.index(sheet) + 1}.xml"
        grown[part] = _freed(parts[part].decode(), rows).encode()
    return grown


def _freed(sheet: str, rows: Collection[int]) -> str:
    """Return the XML of a sheet without the mark that the height of `rows` is fixed."""
    return _FIXED.sub(lambda found: found[1] if int(found[2]) - 1 in rows else found[0], sheet)


def _writers(shown: Live, workbook: Workbook) -> Mapping[str, Callable[[SheetWriter], None]]:
    edition = shown.book.edition
    return {
        GUIDE: partial(write_guide, live=shown),
        BODY: partial(write_body, live=shown),
        **{table.sheet: partial(write_table, table=table, live=shown) for table in edition.tables},
        TEXTS: partial(write_texts, live=shown),
        PRIOR_YEAR_SHEET: partial(write_prior_year, live=shown),
        REVIEW: partial(write_review, live=shown),
        EXPLANATIONS: partial(write_explanations, live=shown),
        CHARTS: partial(write_charts, live=shown, workbook=workbook),
        META: partial(write_meta, live=shown),
    }


def _describe(workbook: Workbook, book: WorkbookPlan, filing: Filing) -> None:
    """Give the workbook its properties and stamps; the date is the year's, not the clock's."""
    edition = book.edition
    year = filing.year or edition.first_year
    shown = f"{filing.year}年" if filing.year else ""
    workbook.set_properties(
        {
            "title": f"{shown}{edition.title}填报表",
            "subject": f"{edition.label.zh} {edition.document}",
            "company": filing.name,
            "created": datetime(min(year, 9998) + 1, 1, 1, tzinfo=UTC),
        }
    )
    accept("property", workbook.set_custom_property(STAMP_PROPERTY, stamp(edition), "text"))
    accept("name", workbook.define_name(STAMP_NAME, f"={STAMP_CELL.absolute()}"))
    if agreement := book.body.get(BLANK_AS_ZERO):
        accept("name", workbook.define_name(AGREEMENT, f"={agreement.absolute()}"))
