"""The cells of our reader beside those of openpyxl, which reads formulas and results apart."""
