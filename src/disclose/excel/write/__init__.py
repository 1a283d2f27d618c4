"""Writes the workbook: blank, or with the figures of a filing."""
