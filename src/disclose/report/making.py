"""What a report says of its own making."""

from hashlib import sha256
from importlib.metadata import version

from disclose.documents.read.making import Making
from disclose.report.narrative import Report, one_line


def making(report: Report) -> Making:
    """Return what `report` was made of."""
    filing, past = report.filing, report.past
    return Making(
        edition=filing.edition,
        year="" if filing.year is None else str(filing.year),
        body=report.name,
        workbook=one_line(filing.origin.name),
        sha256=filing.origin.sha256,
        previous=one_line(past.name) if past else "",
        previous_sha256=past.sha256 if past else "",
        draft="yes" if report.draft else "",
        annex="yes" if report.annex else "",
        template=report.narrative.name,
        template_sha256=sha256(report.narrative.text.encode()).hexdigest(),
        tool=version("disclose-cn"),
    )
