"""Errors of the operating system in both languages: its own words are English only."""

import errno
import os
from collections.abc import Mapping

from disclose.core.language import Wording

_NO_PERMISSION = Wording("没有权限", "no permission")
_MISSING = Wording("没有这个文件或文件夹", "there is no such file or folder")
_IN_USE = Wording(
    "正在 Excel、WPS 或别的程序里打开着", "it is open in Excel, WPS or another program"
)
_NO_PERMISSION_OR_IN_USE = Wording(
    "没有权限，或者正在 Excel、WPS 或别的程序里打开着",
    "no permission, or it is open in Excel, WPS or another program",
)
_FULL = Wording("磁盘已满", "the disk is full")
_NETWORK = Wording("网络文件夹没有回应", "the network folder does not respond")

_REASONS: Mapping[int, Wording] = {
    errno.ENOENT: _MISSING,
    errno.EACCES: _NO_PERMISSION,
    errno.EPERM: _NO_PERMISSION,
    errno.EROFS: Wording("磁盘是只读的", "the disk is read-only"),
    errno.ENOSPC: _FULL,
    errno.EFBIG: Wording("文件过大", "the file is too large"),
    errno.ENAMETOOLONG: Wording("名称太长", "the name is too long"),
    errno.EINVAL: Wording("名称或操作不合规则", "the name or the operation is not valid"),
    errno.EISDIR: Wording("这是文件夹，不是文件", "this is a folder, not a file"),
    errno.ENXIO: Wording(
        "这是管道、套接字或设备，不是文件", "this is a pipe, a socket or a device, not a file"
    ),
    errno.ENOTDIR: Wording("路径里有一段不是文件夹", "a part of the path is not a folder"),
    errno.EEXIST: Wording("已有同名的文件或文件夹", "a file or folder of that name exists"),
    errno.ENOTEMPTY: Wording("文件夹不是空的", "the folder is not empty"),
    errno.EBUSY: _IN_USE,
    errno.ETXTBSY: _IN_USE,
    errno.ELOOP: Wording("链接绕成了圈", "the link leads back to itself"),
    errno.EIO: Wording("磁盘读写出错", "the disk cannot be read or written"),
    errno.EMFILE: Wording("打开的文件太多", "too many files are open"),
    errno.ENFILE: Wording("打开的文件太多", "too many files are open"),
    errno.ESTALE: _NETWORK,
    errno.ETIMEDOUT: _NETWORK,
    errno.EHOSTUNREACH: _NETWORK,
    errno.ENETUNREACH: _NETWORK,
}

_WINDOWS: Mapping[int, Wording] = {
    32: _IN_USE,  # ERROR_SHARING_VIOLATION
    33: _IN_USE,  # ERROR_LOCK_VIOLATION
    39: _FULL,  # ERROR_HANDLE_DISK_FULL
    53: _NETWORK,  # ERROR_BAD_NETPATH
    112: _FULL,  # ERROR_DISK_FULL
}
"""Codes of Windows that its `errno` does not tell apart, from winerror.h."""


def reason(error: OSError) -> Wording:
    """Return why the operating system refused, in both languages."""
    windows: int | None = getattr(error, "winerror", None)
    if windows is not None and windows in _WINDOWS:
        return _WINDOWS[windows]
    if error.errno is None:
        return Wording("系统出错", "system error")
    if os.name == "nt" and error.errno == errno.EACCES:  # also if another program has it open
        return _NO_PERMISSION_OR_IN_USE
    if error.errno in _REASONS:
        return _REASONS[error.errno]
    return Wording(f"系统错误 {error.errno}", f"system error {error.errno}: {error.strerror}")
