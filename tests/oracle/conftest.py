"""The fixture `soffice`: LibreOffice that really recalculates."""

import pytest

from tests.support.soffice import Soffice, start


@pytest.fixture(scope="session")
def soffice(tmp_path_factory: pytest.TempPathFactory) -> Soffice:
    """LibreOffice with a private profile that recalculates every workbook it opens."""
    return start(tmp_path_factory.mktemp("soffice"))
