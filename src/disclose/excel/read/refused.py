"""A file that cannot be read at all."""

from disclose.core.finding import Argument, Finding, Kind, finding


class RefusedError(Exception):
    """The file is refused; `finding` says why and what to do."""

    def __init__(self, kind: Kind, **args: Argument) -> None:
        """Keep the reason as a finding of `kind`."""
        super().__init__(kind.code)
        self.finding: Finding = finding(kind, **args)
