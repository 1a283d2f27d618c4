"""The published schema: every output is valid, and every field of an output is in the schema."""

from collections.abc import Iterator
from copy import deepcopy
from itertools import chain
from pathlib import Path
from typing import Any

import pytest
import simplejson
from jsonschema import Draft202012Validator, ValidationError

from disclose import api
from disclose.core.language import Language
from disclose.documents.audit import summary as audited_report
from disclose.output import json_report
from tests.support.cases import AuditCase, Case, CheckedCase, by_code, load
from tests.support.checked_filings import UNREADABLE, a_tie, explained, filed, one_likely

SCHEMA = api.schema()


def _closed(schema: Any) -> Any:
    """Return the schema with every object closed: no field may come that it does not name."""
    if isinstance(schema, list):
        return [_closed(each) for each in schema]
    if not isinstance(schema, dict):
        return schema
    made = {name: _closed(value) for name, value in schema.items()}
    return {**made, "additionalProperties": False} if "properties" in schema else made


OPEN = Draft202012Validator(SCHEMA)
CLOSED = Draft202012Validator(_closed(SCHEMA))


def _outputs(case: Case, folder: Path) -> Iterator[str]:
    """Yield the JSON of `audit`, `import` or `check`; none if the case is of another command."""
    if isinstance(case, AuditCase):
        done = case.audit()
        fields = audited_report.summary(done, Language.ZH).fields
        yield json_report.render_outcome(done, fields, Language.ZH)
    elif isinstance(case, CheckedCase):
        checked = case.checked(folder)
        for language in Language:
            yield json_report.render([checked], language)


@pytest.mark.parametrize("cases", by_code(load()).values(), ids=by_code(load()))
def test_every_case_is_valid(cases: list[Case], tmp_path: Path) -> None:
    for text in chain.from_iterable(_outputs(case, tmp_path) for case in cases):
        CLOSED.validate(simplejson.loads(text))


def test_suspects_explanations_and_unreadable_files_are_valid() -> None:
    files = [
        one_likely(),
        a_tie(6, 7),
        explained(filed(texts={"other_matters": "没有其他需要报告的事项。"}), "TXT01", "属实"),
        UNREADABLE,
    ]
    CLOSED.validate(simplejson.loads(json_report.render(files, Language.EN)))


def test_the_schema_is_a_schema_and_refers_to_nothing_outside() -> None:
    Draft202012Validator.check_schema(SCHEMA)
    assert SCHEMA["$id"].startswith("urn:")
    references = [
        line for line in simplejson.dumps(SCHEMA, indent=1).splitlines() if "$ref" in line
    ]
    assert references
    assert all('"#/$defs/' in line for line in references)


@pytest.mark.parametrize(
    ("path", "value"),
    [
        (("schema",), "disclose-findings/2"),
        (("files", 0, "verdict"), "perhaps"),
        (("files", 0, "counts", "error", "faults"), -1),
        (("files", 0, "findings", 0, "severity"), "fatal"),
        (("files", 0, "findings", 0, "places", 0), {"row": 1}),
        (("files", 0, "findings", 0, "left"), "57"),
        (("files", 0, "suspects", 0, "proposed"), None),
        (("files", 0, "suspects", 0, "set"), 0),
    ],
)
def test_a_wrong_value_is_not_valid(path: tuple[str | int, ...], value: object) -> None:
    data: Any = deepcopy(simplejson.loads(json_report.render([one_likely()], Language.ZH)))
    OPEN.validate(data)
    spot = data
    for step in path[:-1]:
        spot = spot[step]
    spot[path[-1]] = value
    with pytest.raises(ValidationError):
        OPEN.validate(data)


def test_what_is_added_later_stays_valid() -> None:
    data = simplejson.loads(json_report.render([one_likely()], Language.ZH))
    data["files"][0]["region"] = "淮安"
    OPEN.validate(data)
    with pytest.raises(ValidationError):
        CLOSED.validate(data)


def test_counts_faults_and_suspects() -> None:
    [file] = simplejson.loads(json_report.render([one_likely()], Language.ZH), use_decimal=True)[
        "files"
    ]
    assert file["counts"]["error"] == {"faults": 1, "places": 2, "explained": 0}
    assert file["rules"] == {"holds": 43, "fails": 2, "undecided": 0, "undecided_codes": []}
    assert [each["faults"] for each in file["findings"]] == [[1], [1]]
    [likely, other] = file["suspects"]
    assert likely == {
        "key": "requests.carried_in[natural]",
        "sheet": "表三",
        "cell": "D7",
        "typed": "7",
        "proposed": 6,
        "settles": ["REQ01"],
        "set": 1,
        "fault": 1,
        "reason": "transposed-digits",
        "because": "数字颠倒",
        "confidence": "likely",
    }
    assert (other["cell"], other["set"], other["reason"], other["because"]) == ("D6", 2, None, None)
    assert other["confidence"] == "possible"


def test_an_explanation_is_in_the_finding() -> None:
    said = explained(filed(texts={"other_matters": "没有其他需要报告的事项。"}), "TXT01", "属实")
    [file] = simplejson.loads(json_report.render([said], Language.ZH))["files"]
    [found] = file["findings"]
    assert (found["explained"], found["explanation"]) == (True, "属实")
    assert file["counts"]["warning"] == {"faults": 1, "places": 1, "explained": 1}
