"""Tests that ask an independent program: LibreOffice, Chromium, openpyxl."""
