"""The files in the folder of an edition, which are combined with those of the one it extends."""

DEFINITION = "edition.toml"
RULES = "rules.toml"
NARRATIVE = "report.md.j2"
PREVIOUS_FORMS = "previous.toml"
"""Optional: maps the rows of earlier forms to the rows of this one."""

ALL = (DEFINITION, RULES, NARRATIVE, PREVIOUS_FORMS)
