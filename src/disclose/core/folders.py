"""What lies in a folder: the files that may be workbooks, and why the others are passed over."""

import os
import stat
from collections.abc import Callable, Iterator
from enum import Enum
from pathlib import Path, PurePosixPath
from typing import BinaryIO, NamedTuple
from zipfile import BadZipFile, ZipFile

from disclose.core.expressions import expression
from disclose.core.language import Wording
from disclose.core.system_errors import reason

WORKBOOKS = (
    *(".xlsx", ".xlsm", ".xlsb", ".xls", ".xltx", ".xltm", ".xlt"),
    *(".et", ".ett", ".ods", ".ots", ".numbers"),
)
"""The endings of files that people hand in as workbooks; not all are readable."""

ARCHIVE = ".zip"

_OTHER_ARCHIVE = expression(
    r"\.(rar|7z|tar|t?gz|t?bz2?|t?xz|zst|zipx|cab|arj|lzh|iso|z\d\d|r\d\d|\d{3})$"
)
DOCUMENTS = (
    *(".doc", ".docx", ".wps", ".wpt", ".pdf", ".ofd", ".rtf", ".ppt", ".pptx", ".dps"),
    *(".htm", ".html", ".mht", ".md", ".txt", ".csv", ".json", ".xml", ".eml", ".msg"),
    *(".jpg", ".jpeg", ".png", ".gif", ".bmp", ".tif", ".tiff", ".heic", ".webp", ".svg"),
    *(".sqlite", ".db", ".mp3", ".mp4", ".exe", ".py", ".log"),
)
_SYSTEM = (".ds_store", "thumbs.db", "ehthumbs.db", "desktop.ini", ".localized", ".directory")
_SYSTEM_FOLDERS = (
    *("$recycle.bin", "system volume information", "#recycle", "@recycle", "lost+found"),
    *("@eadir", "#snapshot", "@snapshot", ".snapshot", "__macosx", ".trash", ".trashes"),
    *(".fseventsd", ".spotlight-v100", ".temporaryitems", ".documentrevisions-v100"),
)
"""Folders of Windows, macOS, Linux and network drives: deleted files, indexes, small pictures."""

_SYSTEM_STARTS = ("~$", "._", ".~", ".fuse_hidden", ".nfs")
_TEMPORARY = (".tmp", ".temp", ".swp", ".lock", ".bak", ".xlk", ".old", ".orig", "~")
_SHORTCUTS = (".lnk", ".url", ".webloc", ".desktop")
_NOT_HERE = (
    *(".icloud", ".cloud", ".cloudf", ".odrive"),
    *(".downloading", ".crdownload", ".opdownload", ".download", ".part", ".partial"),
)


class Concern(Enum):
    """Whether a file that is passed over may be a filing: it cannot be read, or not opened."""

    NONE = 0
    UNREADABLE = 1
    ARCHIVE = 2


class Cause(NamedTuple):
    """A cause for which a file or folder is passed over, in words."""

    words: Wording
    concern: Concern = Concern.NONE


class PassedOver(NamedTuple):
    """A file or folder that nobody looked into, by its shown name."""

    name: str
    cause: Cause


SYSTEM = Cause(
    Wording("系统文件、锁定文件、临时文件或备份", "system, lock, temporary or backup file")
)
OTHER_KIND = Cause(Wording("不是工作簿", "not a workbook"))
UNKNOWN_KIND = Cause(Wording("看不出是什么文件", "unknown kind of file"))
SHORTCUT = Cause(Wording("快捷方式", "shortcut"))
SPECIAL = Cause(Wording("管道、套接字或设备", "pipe, socket or device"))
OWN = Cause(Wording("本程序写出的文件", "written by disclose"))
COPY = Cause(Wording("没有改动过的标注副本", "unchanged marked copy"))
REPEATED = Cause(Wording("同一个文件的另一个名称", "another name of a file that was looked at"))
SYSTEM_FOLDER = Cause(Wording("系统文件夹或回收站", "system folder or recycle bin"))
SUBFOLDER = Cause(Wording("下级文件夹", "folder inside the folder"))
ZIP = Cause(Wording("压缩包，只有 rollup 会打开", "archive, which only rollup opens"))

FOLDER_LINK = Cause(
    Wording("指向文件夹的链接，没有跟进", "link to a folder, not followed"), Concern.UNREADABLE
)
SHORTCUT_TO_WORKBOOK = Cause(
    Wording("快捷方式，文件本身不在这里", "shortcut; the file itself is not here"),
    Concern.UNREADABLE,
)
NOT_HERE = Cause(
    Wording(
        "云盘占位文件或没有下载完的文件", "placeholder of a cloud drive, or a partial download"
    ),
    Concern.UNREADABLE,
)
DEAD_LINK = Cause(
    Wording("链接指向的文件不存在", "link to a file that does not exist"), Concern.UNREADABLE
)
GONE = Cause(Wording("运行期间被移走或删除", "moved or deleted during the run"), Concern.UNREADABLE)
OTHER_ARCHIVE = Cause(
    Wording("不是 ZIP 格式的压缩包", "archive of another format than ZIP"), Concern.ARCHIVE
)
"""The causes; those with a concern are findings."""

_BY_ENDING = (
    (_SHORTCUTS, SHORTCUT, SHORTCUT_TO_WORKBOOK),
    (_NOT_HERE, OTHER_KIND, NOT_HERE),
    (DOCUMENTS, OTHER_KIND, OTHER_KIND),
)
"""The causes by the ending of a name: in general, and if the name has that of a workbook, too."""


def cause_of(error: OSError, path: Path) -> Cause:
    """Return the cause for which the file at `path`, which raises `error`, is passed over."""
    if isinstance(error, FileNotFoundError):
        return DEAD_LINK if path.is_symlink() else GONE
    return Cause(reason(error), Concern.UNREADABLE)


def shown(name: str) -> str:
    """Return a name as Unicode: on Linux a name may be any bytes."""
    return name.encode(errors="backslashreplace").decode()


def is_archive(name: str) -> bool:
    """Return whether a file has the name of an archive that is looked into."""
    return name.lower().rstrip(" .").endswith(ARCHIVE)


def look_into(
    folder: Path, *, deep: bool, more: tuple[str, ...] = (), seen: set[str] | None = None
) -> Iterator[Path | PassedOver]:
    """Yield the workbooks and archives in `folder` by their paths, and everything else.

    With `deep` the folders below it are looked into as well. Files with one of the endings `more`
    are yielded by their paths, too. No link to a folder is followed, and none of the folders that
    were `seen` is looked into again; those that are looked into are added.
    """
    seen = set() if seen is None else seen
    folders = [folder]
    while folders:
        current = folders.pop()
        where = os.path.realpath(current)
        if where in seen:
            continue
        seen.add(where)
        try:
            with os.scandir(current) as entries:
                inside = sorted(entries, key=lambda each: each.name)
        except OSError as error:
            yield PassedOver(shown(str(current)), cause_of(error, current))
            continue
        below: list[Path] = []
        for entry in inside:
            path = current / entry.name
            found = _look_at(entry, path, more)
            if found is not None:
                yield found
            elif cause := _cause_of_folder(entry.name.lower(), deep=deep):
                yield PassedOver(shown(str(path)), cause)
            else:
                below.append(path)
        folders += reversed(below)


def _cause_of_folder(name: str, *, deep: bool) -> Cause | None:
    if name in _SYSTEM_FOLDERS or name.startswith(".trash-"):
        return SYSTEM_FOLDER
    return None if deep else SUBFOLDER


def _look_at(
    entry: "os.DirEntry[str]", path: Path, more: tuple[str, ...]
) -> Path | PassedOver | None:
    """Return the path of a file or why it is passed over; None for a folder."""
    cause: Cause | None
    try:
        if entry.is_dir(follow_symlinks=False):
            return None
        cause = by_mode(entry.stat().st_mode) or by_name(entry.name, lambda: path.open("rb"), more)
    except OSError as error:
        cause = cause_of(error, path)
    return PassedOver(shown(str(path)), cause) if cause else path


def by_mode(mode: int) -> Cause | None:
    """Return the cause for which a file of `mode` is passed over, None if it can be read.

    To read a pipe may take for ever.
    """
    if stat.S_ISDIR(mode):
        return FOLDER_LINK
    return None if stat.S_ISREG(mode) else SPECIAL


def by_name(name: str, opened: Callable[[], BinaryIO], more: tuple[str, ...] = ()) -> Cause | None:
    """Return the cause for which a file is passed over, None if it may be a workbook or archive.

    A file is `opened` if its name does not say its kind.

    Raises:
        OSError: it cannot be opened.
    """
    base = PurePosixPath(name).name.lower().rstrip(" .")
    if _is_of_system(base) or "__MACOSX" in PurePosixPath(name).parts:
        return SYSTEM
    if base.endswith((*WORKBOOKS, ARCHIVE, *more)):
        return None
    if _OTHER_ARCHIVE.search(base):
        return OTHER_ARCHIVE
    for endings, cause, of_workbook in _BY_ENDING:
        if base.endswith(endings):
            return of_workbook if _names_workbook(base) else cause
    return None if _is_workbook(opened) else UNKNOWN_KIND


def _is_of_system(name: str) -> bool:
    return name in _SYSTEM or name.startswith(_SYSTEM_STARTS) or name.endswith(_TEMPORARY)


def _names_workbook(name: str) -> bool:
    return any(ending in name for ending in (".xls", ".et", ARCHIVE, ".ods"))


def _is_workbook(opened: Callable[[], BinaryIO]) -> bool:
    """Return whether a file without a known ending is a package of a workbook."""
    with opened() as file:
        if file.read(4) != b"PK\3\4":
            return False
        try:
            with ZipFile(file) as package:
                return "xl/workbook.xml" in package.namelist()
        except (BadZipFile, EOFError, ValueError, OverflowError, RuntimeError, OSError):
            return False
