"""Where the files stand that tests read."""

from pathlib import Path

CHECKOUT = Path(__file__).parents[2]

SOURCE = CHECKOUT / "src" / "disclose"
EDITIONS = CHECKOUT / "templates" / "editions"
EXAMPLES = CHECKOUT / "examples"

TESTS = CHECKOUT / "tests"
CASES = TESTS / "cases"

DATA = TESTS / "data"
REAL = DATA / "real"
SCHEMAS = DATA / "schemas"

SHARED = CHECKOUT.parent / "shared"
"""Source documents beside the checkout; tests that need them are skipped where they are absent."""
