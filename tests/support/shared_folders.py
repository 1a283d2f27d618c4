"""Folders as they are on the shares of offices: workbooks, and whatever else lies about.

`ENTRIES` says for each kind of entry how it is made and what is to become of it. `fill` puts a
random choice of them into random sub-folders; equal seeds give equal folders.
"""

import os
import socket
import zipfile
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from enum import Enum
from functools import cache
from io import BytesIO
from pathlib import Path
from random import Random

from tests.support.rolled import filed, workbook


class Fate(Enum):
    """What becomes of an entry: it is counted, left out, passed over, or that is a finding."""

    COUNTED = 0
    LEFT_OUT = 1
    PASSED = 2
    REPORTED = 3


Make = Callable[[Path, bytes], None]
"""Makes an entry at a path; the bytes are those of a workbook that is like no other."""


@dataclass(frozen=True)
class Entry:
    """A kind of entry: its name, how it is made, and the fates of all files that it holds."""

    name: str
    make: Make
    fates: tuple[Fate, ...]


def _text(path: Path, _: bytes) -> None:
    path.write_text(path.name, encoding="utf-8", errors="backslashreplace")


def _empty(path: Path, _: bytes) -> None:
    path.write_bytes(b"")


def _workbook(path: Path, data: bytes) -> None:
    path.write_bytes(data)


def _old(path: Path, _: bytes) -> None:
    path.write_bytes(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + path.name.encode() + bytes(600))


def _packed(members: Mapping[str, bytes]) -> bytes:
    packed = BytesIO()
    with zipfile.ZipFile(packed, "w") as package:
        for name, data in members.items():
            package.writestr(zipfile.ZipInfo(name), data)
    return packed.getvalue()


def _archive(path: Path, data: bytes) -> None:
    inside = {
        "里/甲.xlsx": data,
        "里/": b"",
        "里/说明.docx": b"",
        "里/~$甲.xlsx": b"",
        "乙.zip": b"",
    }
    path.write_bytes(_packed(inside))


def _empty_archive(path: Path, _: bytes) -> None:
    path.write_bytes(_packed({}))


def _gbk_archive(path: Path, data: bytes) -> None:
    packed = bytearray(_packed({"q~x~.xlsx": data}))
    path.write_bytes(packed.replace(b"q~x~", "甲局".encode("gb18030")))


def _locked_archive(path: Path, data: bytes) -> None:
    packed = bytearray(_packed({"a.xlsx": data}))
    packed[packed.index(b"PK\x01\x02") + 8] |= 1
    packed[6] |= 1
    path.write_bytes(packed)


def _dead(path: Path, _: bytes) -> None:
    path.symlink_to("没有.xlsx")


def _own_tail(path: Path, _: bytes) -> None:
    path.symlink_to(path.name)


def _folder_link(path: Path, _: bytes) -> None:
    path.symlink_to("..")


def _link(path: Path, data: bytes) -> None:
    target = path.with_name(f"{path.name}.target.xlsx")
    target.write_bytes(data)
    path.symlink_to(target.name)


def _pipe(path: Path, _: bytes) -> None:
    os.mkfifo(path)


def _pipe_link(path: Path, _: bytes) -> None:
    path.symlink_to("/dev/zero")


def _socket(path: Path, _: bytes) -> None:
    there, here = Path.cwd(), path.parent
    os.chdir(here)  # the path of a socket has at most 107 bytes
    try:
        with socket.socket(socket.AF_UNIX) as bound:
            bound.bind(path.name)
    finally:
        os.chdir(there)


C, L, P, R = Fate.COUNTED, Fate.LEFT_OUT, Fate.PASSED, Fate.REPORTED

ENTRIES = (
    Entry("局.xlsx", _workbook, (C,)),
    Entry("局.XLSX", _workbook, (C,)),
    Entry("局 .xlsx ", _workbook, (C,)),
    Entry("局2025年", _workbook, (C,)),
    Entry("局.xlsx.新", _workbook, (C,)),
    Entry("局.xlsx.bak", _workbook, (P,)),
    Entry("\udcff\udcfe.xlsx", _workbook, (C,)),
    Entry("空.xlsx", _empty, (L,)),
    Entry("坏.xlsx", _text, (L,)),
    Entry("旧.xls", _old, (L,)),
    Entry("旧.et", _old, (L,)),
    Entry("加密.xlsx", _old, (L,)),
    Entry("模板.xltx", _text, (L,)),
    Entry("模板.ett", _old, (L,)),
    Entry("表.ods", _text, (L,)),
    Entry("表.numbers", _text, (L,)),
    Entry("文.wps", _old, (P,)),
    Entry("文.docx", _text, (P,)),
    Entry("图.JPG", _text, (P,)),
    Entry("说明", _text, (P,)),
    Entry("旧文件", _old, (P,)),
    Entry("x.qqq", _text, (P,)),
    Entry("~$局.xlsx", _text, (P,)),
    Entry(".~lock.局.xlsx#", _text, (P,)),
    Entry("._局.xlsx", _text, (P,)),
    Entry(".DS_Store", _text, (P,)),
    Entry("Thumbs.db", _text, (P,)),
    Entry("desktop.ini", _text, (P,)),
    Entry("局.xlsx.tmp", _text, (P,)),
    Entry("文件夹.lnk", _text, (P,)),
    Entry("局.xlsx.lnk", _text, (R,)),
    Entry(".局.xlsx.icloud", _text, (R,)),
    Entry("局.xlsx.crdownload", _text, (R,)),
    Entry("包.rar", _text, (R,)),
    Entry("包.7z", _text, (R,)),
    Entry("包.tar.gz", _text, (R,)),
    Entry("包.z01", _text, (R,)),
    Entry("坏.zip", _text, (R,)),
    Entry("空.zip", _empty_archive, (P,)),
    Entry("包.zip", _archive, (C, P, P, R)),
    Entry("中文.zip", _gbk_archive, (C,)),
    Entry("密.zip", _locked_archive, (R,)),
    Entry("断.xlsx", _dead, (R,)),
    Entry("圈.xlsx", _own_tail, (R,)),
    Entry("上级", _folder_link, (R,)),
    Entry("链接.xlsx", _link, (C, P)),
    Entry("管道.xlsx", _pipe, (P,)),
    Entry("设备.xlsx", _pipe_link, (P,)),
    Entry("套接字.xlsx", _socket, (P,)),
)


@cache
def workbook_of(number: int) -> bytes:
    """Return the workbook of agency `number`."""
    return workbook(filed({"name": f"第{number}局", "code": f"C{number}"}))


def fill(folder: Path, random: Random, entries: int) -> list[Fate]:
    """Put `entries` entries into `folder` and folders below it; return the fates of all files."""
    fates: list[Fate] = []
    folders = [folder]
    for number in range(entries):
        if random.random() < 0.3:
            folders.append(random.choice(folders) / f"科室{number}")
            folders[-1].mkdir()
        entry = random.choice(ENTRIES)
        path = random.choice(folders) / entry.name
        if not os.path.lexists(path):
            entry.make(path, workbook_of(number))
            fates += entry.fates
    return fates
