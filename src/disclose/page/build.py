"""The page itself: its shell, rendered, with the runtime and the program in it.

Each part is packed (gzip), written in base64 into a `<script>` of a type that no browser runs, and
unpacked by `templates/page/boot.js`. The page allows itself no connection; see `_POLICY`.
"""

import gzip
import json
import re
import tomllib
from base64 import b64encode
from collections.abc import Mapping
from dataclasses import dataclass
from hashlib import sha256
from html import escape
from typing import Any

from disclose.core.expressions import expression
from disclose.core.seal import COMMENT, seal
from disclose.form.templating import packaged, page
from disclose.page.licences import licences
from disclose.page.program import packed, page_files, program, version
from disclose.page.runtime import LIBRARY, LOADER, MODULE, SCRIPT, Runtime, pinned_hashes

_POLICY = {
    "default-src": "'none'",
    # The scripts of the page, by their hashes; and WebAssembly, in which Python runs.
    "script-src": "{scripts} 'wasm-unsafe-eval'",
    # Reports and findings, shown in a frame, bring their own styles; no style can load anything.
    "style-src": "'unsafe-inline'",
    # The charts and signs of these pages.
    "img-src": "data:",
    # Python runs in a worker, whose script the page unpacks itself.
    "worker-src": "blob:",
    "base-uri": "'none'",
    "form-action": "'none'",
}
"""What the page may load or run (Content-Security-Policy): nothing from elsewhere."""

_HERE = "@policy@"
"""Stands in the shell for the policy, which needs the hashes of the scripts in the shell."""

_SCRIPT = expression(r"<script>(.*?)</script>", re.DOTALL)
_MODULE_ONLY = {
    SCRIPT: (("import.meta.url", "self.location.href"), ("export default ", "")),
    LOADER: (("export{dt as loadPyodide,U as version};", "const loadPyodide = dt;"),),
}
"""What only a module may contain, and what stands for it in the script of the worker.

Chromium starts no worker from a module that a page on a disk has made, only from a script.
"""


@dataclass(frozen=True, slots=True)
class BuiltPage:
    """A page and its fingerprint, a SHA-256 in hexadecimal digits."""

    data: bytes
    version: str
    fingerprint: str


def build(runtime: Runtime, own: Mapping[str, bytes], told: Mapping[str, Any]) -> BuiltPage:
    """Return the page with `runtime` and the forms and words in `own`, by their paths.

    `told` is what the page says of its forms, as the verb `about` of `browser/desk.py` gives it.
    """
    contents = program()
    fingerprint = fingerprint_of(contents, own)
    about = {
        **told,
        "version": version(),
        "fingerprint": fingerprint,
        "runtime": {"version": runtime.version, "lock": runtime.built_for},
    }
    parts = {
        "engine": _engine(runtime),
        "wasm": runtime.files[MODULE],
        "stdlib": runtime.files[LIBRARY],
        "program": packed(contents),
    }
    if own:
        parts["own"] = packed(own)
    holders = [
        f'<script type="application/octet-stream" id="part-{name}">{_base64(data)}</script>'
        for name, data in parts.items()
    ]
    facts = json.dumps(about, ensure_ascii=True, sort_keys=True).replace("<", "\\u003c")
    holders.append(f'<script type="application/json" id="part-about">{facts}</script>')
    context = {
        "policy": _HERE,
        "parts": "\n".join(holders),
        "file": _file,
        "words": tomllib.loads(_file("words.toml")),
        "licences": licences(),
    }
    shell = page("page/page.html.j2", context)
    whole = shell.replace(_HERE, escape(_policy(shell)), 1)
    return BuiltPage(seal(f"{whole}{COMMENT}".encode()), version(), fingerprint)


def fingerprint_of(contents: Mapping[str, bytes], own: Mapping[str, bytes]) -> str:
    """Return the SHA-256 of all that makes a page, whether or not the runtime is at hand.

    The parts count as they are before they are packed: not every machine packs alike.
    """
    digests = {f"runtime/{name}": digest for name, digest in pinned_hashes().items()}
    for room, files in (("program", contents), ("page", page_files()), ("own", own)):
        digests |= {f"{room}/{name}": sha256(data).hexdigest() for name, data in files.items()}
    lines = (f"{digest}  {name}\n" for name, digest in sorted(digests.items()))
    return sha256("".join(lines).encode()).hexdigest()


def _engine(runtime: Runtime) -> bytes:
    """Return the script of the worker: that of the runtime, its loader, and our own.

    They are one script, so that the page need not allow a worker to import another.
    """
    runtimes = (_as_script(name, runtime.files[name].decode()) for name in (SCRIPT, LOADER))
    return "\n".join((packaged("page/quiet.js"), *runtimes, packaged("page/worker.js"))).encode()


def _as_script(name: str, module: str) -> str:
    for text, instead in _MODULE_ONLY[name]:
        if text not in module:
            raise LookupError(name, text)  # the pinned version has changed, and this with it
        module = module.replace(text, instead)
    return module


def _base64(data: bytes) -> str:
    return b64encode(gzip.compress(data, 9, mtime=0)).decode()


def _file(name: str) -> str:
    """Return a file of the shell, to be written into the page as it is."""
    return packaged(f"page/{name}")


def _policy(shell: str) -> str:
    hashes = (
        f"'sha256-{b64encode(sha256(script.encode()).digest()).decode()}'"
        for script in _SCRIPT.findall(shell)
    )
    scripts = " ".join(hashes)
    return "; ".join(f"{name} {value.format(scripts=scripts)}" for name, value in _POLICY.items())
