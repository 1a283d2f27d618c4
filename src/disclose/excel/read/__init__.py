"""Reads a filled workbook: bytes in, filing and findings out."""
