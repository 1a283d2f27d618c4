"""The filler's workbook with its findings marked in it, and those marks removed again."""
