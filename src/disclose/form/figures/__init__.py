"""The figures file: what systems exchange with workbooks, as JSON or CSV."""
