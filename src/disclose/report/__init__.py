"""Writes a filing as a report: narrative and official tables in docx, html, pdf and md."""
