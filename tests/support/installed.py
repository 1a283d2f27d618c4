"""The program as it is installed: a wheel built from a checkout, in an environment of its own.

No network is needed: the build uses the installed hatchling, and the dependencies are those of the
running environment, lent through a `.pth` file.
"""

import os
import shutil
import subprocess
import sys
import sysconfig
import venv
from collections.abc import Mapping, Sequence
from pathlib import Path

from tests.support.places import CHECKOUT, SOURCE


def environment() -> Mapping[str, str]:
    """Return the variables of this process that do not change what Python finds or does."""
    inherited = {k: v for k, v in os.environ.items() if not k.startswith(("PYTHON", "COV_"))}
    return {**inherited, "PYTHONUTF8": "1"}


def run(command: Sequence[str], cwd: Path) -> str:
    """Run `command` in `cwd` and return its output; it must exit with 0."""
    done = subprocess.run(  # noqa: PLW1510 - the exit code is looked at below
        command, cwd=cwd, env=environment(), capture_output=True, encoding="utf-8", timeout=300
    )
    assert done.returncode == 0, f"{' '.join(command)}\n{done.stdout}\n{done.stderr}"
    return done.stdout


def built_wheel(folder: Path, root: Path = CHECKOUT) -> Path:
    """Return the wheel of the checkout `root`, built into an empty folder."""
    options = ["--wheel", "--no-isolation", "--outdir", str(folder)]
    run([sys.executable, "-m", "build", *options, str(root)], folder)
    [built] = folder.glob("*.whl")
    return built


def installed(wheel: Path, home: Path) -> Path:
    """Return the folder of programs of a fresh environment at `home` that holds the wheel."""
    venv.create(home, with_pip=False, symlinks=True)
    programs = home / "bin"
    install = ["install", "--quiet", "--no-deps", "--no-index", str(wheel)]
    run([sys.executable, "-m", "pip", "--python", str(programs / "python"), *install], home)
    [site] = home.glob("lib/python*/site-packages")
    (site / "lent.pth").write_text(sysconfig.get_path("purelib") + "\n", encoding="utf-8")
    return programs


EDITIONS = """\
from pathlib import Path
from disclose.core.resources import package, templates
from disclose.form.edition.built import FOLDER, written
from disclose.form.edition.library import available
from disclose.form.edition.load import load
folders = available([templates() / "editions"])
for name, folder in folders.items():
    Path(package(), FOLDER, name).write_bytes(written(load(folder, folders), folder, folders))
"""


def as_in_wheel(folder: Path) -> Path:
    """Return a folder for `PYTHONPATH` that holds what a wheel does; sooner than building one."""
    package = folder / "disclose"
    shutil.copytree(SOURCE, package, ignore=shutil.ignore_patterns("__pycache__"))
    shutil.copytree(
        CHECKOUT / "templates",
        package / "_templates",
        ignore=shutil.ignore_patterns("node_modules"),
    )
    (package / "_editions").mkdir()
    variables = {**environment(), "PYTHONPATH": str(folder)}
    subprocess.run([sys.executable, "-c", EDITIONS], check=True, env=variables)
    return folder
