"""Packaged editions are validated here, so that no command validates them at every start."""

from pathlib import Path

import pytest

from disclose import api
from disclose.core.errors import EditionError
from disclose.form.edition.library import Library
from disclose.form.edition.load import load
from tests.support.editions import edited
from tests.support.places import EDITIONS

PACKAGED = ("cn-2014", "cn-2019", "cn-2021", "gz-2017")
WRONG_PLACES = ("edition.toml", "places = 6", "places = 60")
"""A value of the right type that only the validation of the whole form refuses."""


@pytest.mark.parametrize("edition_id", PACKAGED)
def test_every_packaged_edition_is_valid_and_loads_alike_if_trusted(edition_id: str) -> None:
    library = Library([EDITIONS])
    assert set(library.ids) == set(PACKAGED)
    validated, trusted = library.get(edition_id), Library([EDITIONS], trusted=True).get(edition_id)
    for name in (
        "fingerprint",
        "figures",
        "rules",
        "prior_year_rules",
        "fills",
        "charts",
        "forerunners",
    ):
        assert getattr(validated, name) == getattr(trusted, name)


def test_validation_is_left_out_for_a_trusted_edition_only(tmp_path: Path) -> None:
    folder = edited(tmp_path, WRONG_PLACES)
    with pytest.raises(EditionError):
        load(folder)
    assert load(folder, trusted=True).id == "cn-2021"


def test_a_library_with_a_folder_of_the_user_trusts_no_edition(tmp_path: Path) -> None:
    folder = edited(tmp_path, WRONG_PLACES)
    with pytest.raises(EditionError):
        api.library([folder.parent]).get("cn-2021")
    assert api.library().get("cn-2021").id == "cn-2021"
