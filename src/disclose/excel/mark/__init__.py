"""The filler's own workbook with what was found marked in it, and those marks taken out again."""
