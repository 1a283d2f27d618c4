"""What holds for all tests."""

import os

from hypothesis import settings

# How long an example takes depends on what else the machine does; benchmarks measure that. What
# CI says must not depend on luck; everywhere else every run looks for examples of its own.
settings.register_profile("disclose", deadline=None)
settings.register_profile("ci", deadline=None, derandomize=True, database=None)
settings.load_profile("ci" if os.environ.get("CI") else "disclose")
