"""Every exception of `disclose`, below one root.

Whatever a verb of `disclose.api` raises is a `DiscloseError`, but for a wrong argument:

    DiscloseError
        FileError                   (an OSError too) a file or folder cannot be opened or written
            UnwritableFileError     a file cannot be written
        OutputError                 a file is not written, because something would be lost
            InputAsOutputError      it is an input of the same command
            ExistingOutputError     files exist that may hold somebody's work
        RefusedInputError           an input cannot be used; `findings` say why
            EditionError            an edition, or the narrative of one
            FiguresError            a figures file
            RosterError             the list of the agencies that have to file
            UnreadableDocumentError a report, or another document
        WrongYearError              an edition does not serve the report year
        NoFilingError               there is nothing to export: the workbook could not be read
        UnfinishedFilingError       a final report lacks a line, a text or a figure
        UnknownFormatError          a report is not written in this format
        UnmarkableError             a part of a workbook that marking needs is damaged
        UnwritableWorkbookError     something does not fit into a workbook
        PdfError                    a PDF cannot be made
            NoTypesetterError       the typesetter is not installed
            NoFontsError            the folder of fonts holds none
            UnprintableError        no font has these characters
            TypesettingError        the typesetter failed
        UnusableDatabaseError       the database of a roll-up cannot be read or written
        EngineError                 the cluster cannot do the work
        MissingLibraryError         a library that is needed is not installed
        MissingRuntimeError         the runtime of the offline page is not there
        WrongRuntimeError           it is of another version, or damaged
        MissingTemplatesError       the installation is broken
        MessageFileError            a file of messages is faulty
        InternalError               caught inside the program, no verb raises one
            FailedTaskError         a task of a worker process failed
            LostWorkerError         a worker process died or hung
            NarrativeError          a rendered narrative may not be published
                WrongTablesError    an official table does not come once in it
            OverlappingEditsError   two edits change the same bytes of a part
            PackageError            a zip package is damaged or unsafe
            RefusedWorkbookError    a workbook cannot be read
            RuleSyntaxError         a rule is not of the rule language
            TemplateFaultError      a template cannot be rendered
            UnfitRuleError          a rule names or compares the wrong figures
            UnusualSheetError       a sheet is not read by its skeletons
            UnreadableMemberError   (an OSError too) an archive, or an entry of one
            WrongValueError         a value of a definition is of another type
"""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from pathlib import Path

    from disclose.core.finding import Finding
    from disclose.core.language import Wording


class DiscloseError(Exception):
    """The root: everything that this package raises on purpose."""


class FileError(DiscloseError, OSError):
    """A file or folder that cannot be opened or written; `filename` and `strerror` say which."""


class UnwritableFileError(FileError):
    """A file that cannot be written."""


class OutputError(DiscloseError):
    """A file that is not written, because something would be lost."""


class InputAsOutputError(OutputError):
    """An output that is an input of the same command, perhaps under another name."""

    def __init__(self, output: Path, source: Path) -> None:
        """Keep both paths."""
        super().__init__(f"{output} is {source}")
        self.output = output
        self.source = source


class Obstacle(StrEnum):
    """Why a file is not written: the kind of file that is there."""

    WORKBOOK = "workbook"
    WORD = "word"
    FIGURES = "figures"
    OTHER_AGENCY = "other-agency"
    OTHER = "other"
    READ_ONLY = "read-only"
    FOLDER = "folder"
    DEVICE = "device"
    NO_FOLDER = "no-folder"


class RefusedOutput(NamedTuple):
    """A path that is not written to, and why."""

    path: Path
    obstacle: Obstacle


class ExistingOutputError(OutputError):
    """Files that may hold somebody's work, or places where there can be no file.

    `others` says whether further files were to be written: they were not, either.
    """

    def __init__(self, outputs: tuple[RefusedOutput, ...], *, others: bool) -> None:
        """Keep the paths and reasons."""
        super().__init__(", ".join(f"{each.path} ({each.obstacle})" for each in outputs))
        self.outputs = outputs
        self.others = others


class RefusedInputError(DiscloseError):
    """An input that cannot be used; `findings` say why, with file and line.

    `file` is its name if the findings do not say it.
    """

    def __init__(self, *findings: Finding, file: str = "") -> None:
        """Keep the reasons."""
        super().__init__(", ".join(each.code for each in findings))
        self.findings = findings
        self.file = file


class EditionError(RefusedInputError):
    """An edition that does not load, or its narrative."""


class FiguresError(RefusedInputError):
    """A figures file that cannot be taken."""


class RosterError(RefusedInputError):
    """A list of the agencies that have to file, which cannot be used."""


class UnreadableDocumentError(RefusedInputError):
    """A document that cannot be read."""


class WrongYearError(DiscloseError):
    """An edition that does not serve a report year."""

    def __init__(self, edition: str, year: int, served: str = "", right: str = "") -> None:
        """Keep the id of the edition, the years that it serves, and the edition for `year`."""
        super().__init__(f"{edition} {year}")
        self.edition = edition
        self.year = year
        self.served = served
        self.right = right


class NoFilingError(DiscloseError):
    """A workbook that could not be read, so that it holds no filing; the text is its name."""


class UnfinishedFilingError(DiscloseError):
    """A filing that only a draft can be made of; `missing` names what it lacks."""

    def __init__(self, missing: tuple[str, ...]) -> None:
        """Keep the names: ids of lines and texts, `year`, keys of figures that have no amount."""
        super().__init__(", ".join(missing))
        self.missing = missing


class UnknownFormatError(DiscloseError):
    """A format that the report is not written in; the text is its name."""


class UnmarkableError(DiscloseError):
    """A part of a workbook that has to be changed is missing or damaged; `part` is its name."""

    def __init__(self, part: str) -> None:
        """Keep the name."""
        super().__init__(part)
        self.part = part


class UnwritableWorkbookError(DiscloseError):
    """Something that does not fit into a workbook; the text says what."""


class PdfError(DiscloseError):
    """A PDF that cannot be made."""


class NoTypesetterError(PdfError):
    """The package that typesets is not installed, or does not load; `name` is its name for pip."""

    def __init__(self, name: str = "typst") -> None:
        """Keep the name."""
        super().__init__(name)
        self.name = name


class NoFontsError(PdfError):
    """A folder given for its fonts that holds none."""

    def __init__(self, folder: Path) -> None:
        """Keep the folder."""
        super().__init__(str(folder))
        self.folder = folder


class Missing(NamedTuple):
    """A character that no font at hand can show, and the heading or table it stands under.

    `cell` is the first cell of the workbook that has it (`文字部分!B8`), empty if none was looked
    for or found; `position` counts the characters of its text from 1.
    """

    character: str
    under: str
    cell: str = ""
    position: int = 0


class UnprintableError(PdfError):
    """Characters that no font at hand can show: each once, in the order of the report."""

    def __init__(self, missing: tuple[Missing, ...]) -> None:
        """Keep the characters."""
        super().__init__("".join(each.character for each in missing))
        self.missing = missing


class TypesettingError(PdfError):
    """The typesetter cannot set a report for any other reason; the text is its own."""


class UnusableDatabaseError(DiscloseError):
    """A database of a roll-up that was not created by it, or cannot be read or written.

    `path` is where it lies, `reason` says why. `passing` means that its content is sound: the disk
    is full, or another program has it open. `outdated` means that an earlier version wrote it.
    """

    def __init__(
        self, path: Path, reason: Wording, *, passing: bool = False, outdated: bool = False
    ) -> None:
        """Keep them."""
        super().__init__(f"{path}: {reason.en}")
        self.path = path
        self.reason = reason
        self.passing = passing
        self.outdated = outdated


class Trouble(StrEnum):
    """Why a cluster does no work."""

    NOT_INSTALLED = "not-installed"
    UNREACHABLE = "unreachable"
    NO_WORKERS = "no-workers"
    FOREIGN = "foreign"
    GONE = "gone"


class EngineError(DiscloseError):
    """A cluster that can do no work at all, so that no file is to blame."""

    def __init__(self, trouble: Trouble, detail: str = "") -> None:
        """Keep both; `detail` is an address, versions, or the reason of a library."""
        super().__init__(trouble, detail)
        self.trouble = trouble
        self.detail = detail


class MissingLibraryError(DiscloseError):
    """A library that is needed is not installed; the text is its name."""


class MissingRuntimeError(DiscloseError):
    """The runtime of the offline page is not in `folder`; `version` is the one that is needed."""

    def __init__(self, folder: Path, version: str) -> None:
        """Keep both."""
        super().__init__(str(folder))
        self.folder = folder
        self.version = version


class WrongRuntimeError(DiscloseError):
    """A runtime of the offline page that cannot be used.

    `found` is its version if that is not `version`; else the file `damaged` is not as published.
    """

    def __init__(self, folder: Path, version: str, *, found: str = "", damaged: str = "") -> None:
        """Keep them."""
        super().__init__(f"{folder}: {found or damaged}")
        self.folder = folder
        self.version = version
        self.found = found
        self.damaged = damaged


class MissingTemplatesError(DiscloseError):
    """The packaged templates are missing: a broken installation."""


class MessageFileError(DiscloseError):
    """A file of messages that is faulty; `faults` name file and code of each."""

    def __init__(self, *faults: str) -> None:
        """Keep the faults."""
        super().__init__("\n".join(faults))
        self.faults = faults


class InternalError(DiscloseError):
    """An error that the program raises and catches itself; no verb lets it out."""
