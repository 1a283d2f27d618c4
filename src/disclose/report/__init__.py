"""The documents: the narrative and the official tables as docx, html, pdf and md."""
