"""Offline pages: one around a stand-in for the runtime, and what a page holds."""

import gzip
import json
import re
from base64 import b64decode
from collections.abc import Mapping
from io import BytesIO
from typing import Any
from zipfile import ZipFile

from disclose.page.build import BuiltPage, build
from disclose.page.runtime import LIBRARY, LOADER, LOCK, MODULE, SCRIPT, Runtime

STAND_IN = Runtime(
    "0.0.0",
    {
        SCRIPT: b"async function make(){import.meta.url}export default make;",
        LOADER: b"function dt(){}export{dt as loadPyodide,U as version};",
        MODULE: b"\0asm",
        LIBRARY: b"PK",
        LOCK: b'{"info": {"python": "3.14.2"}, "packages": {}}',
    },
)
"""A runtime that runs nothing, with what the making of a page looks for in it."""

TOLD: Mapping[str, Any] = {"levels": [], "editions": [], "own": {}}


def built(own: Mapping[str, bytes] | None = None) -> BuiltPage:
    """Return a page around the stand-in."""
    return build(STAND_IN, own or {}, TOLD)


def part(page: bytes, name: str) -> bytes:
    """Return a part of a page, unpacked."""
    found = re.search(rf'id="part-{name}">([^<]*)</script>'.encode(), page)
    assert found is not None
    return gzip.decompress(b64decode(found[1]))


def facts(page: bytes) -> dict[str, Any]:
    """Return what is written into a page about it."""
    found = re.search(rb'id="part-about">([^<]*)</script>', page)
    assert found is not None
    return dict(json.loads(found[1]))


def unpacked(archive: bytes) -> dict[str, bytes]:
    """Return the files in a part that is an archive, by path."""
    with ZipFile(BytesIO(archive)) as opened:
        return {each: opened.read(each) for each in opened.namelist()}
