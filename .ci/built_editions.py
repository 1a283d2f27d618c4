"""For hatchling: the packaged editions, loaded and validated once, as files of the wheel."""  # noqa: INP001 - run by its path

import sys
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface


class BuiltEditions(BuildHookInterface):  # type: ignore[type-arg]
    """Adds the folder that `disclose.form.edition.built` reads to the wheel."""

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        """Write the files; an editable install reads the definitions of the checkout."""
        if version == "editable":
            return
        self.folder = TemporaryDirectory()
        sys.path.insert(0, str(Path(self.root, "src")))
        from disclose.core.resources import templates
        from disclose.form.edition.built import FOLDER, written
        from disclose.form.edition.library import available
        from disclose.form.edition.load import load

        folders = available([templates() / "editions"])
        for name, folder in folders.items():
            file = Path(self.folder.name, name)
            file.write_bytes(written(load(folder, folders), folder, folders))
            build_data["force_include"][str(file)] = f"disclose/{FOLDER}/{name}"

    def finalize(self, version: str, build_data: dict[str, Any], artifact_path: str) -> None:
        """Remove the files, which the wheel holds now."""
        del build_data, artifact_path
        if version != "editable":
            self.folder.cleanup()
