"""Documents that others wrote, read back as lines and tables: txt, md, html, docx, pdf."""
