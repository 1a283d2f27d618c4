"""Tests that ask LibreOffice, an independent spreadsheet program."""
