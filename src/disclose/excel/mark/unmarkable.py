"""Why a workbook cannot be marked."""


class UnmarkableError(Exception):
    """A part that has to be changed is missing or damaged; `part` is its name."""

    def __init__(self, part: str) -> None:
        """Keep the name."""
        super().__init__(part)
        self.part = part
