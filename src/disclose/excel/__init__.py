"""The workbook: write it, read it filled in, mark findings in the filler's copy."""
