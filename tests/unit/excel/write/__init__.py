"""The written workbook, read back by openpyxl."""
