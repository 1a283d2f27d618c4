"""What is wrong with a template."""

from disclose.core.errors import InternalError


class TemplateFaultError(InternalError):
    """A template that cannot be rendered: its name, the line (0 if unknown) and the reason."""

    def __init__(self, name: str, line: int, reason: str) -> None:
        """Keep the parts of the sentence."""
        super().__init__(f"{name}:{line}: {reason}")
        self.name, self.line, self.reason = name, line, reason
