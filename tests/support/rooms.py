"""The rooms of the source in their order, as the table of ARCHITECTURE.md lists them."""

ROOMS = (
    "core",
    "form",
    "checks",
    "output",
    "documents",
    "excel",
    "report",
    "rollup",
    "api",
    "cli",
)
"""Every room imports only those named before it."""
