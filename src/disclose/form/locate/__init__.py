"""The locator: finds the figures of a form in a grid of texts, by the names printed around them.

`labels` describes the drawn table once: names, the groups over them, the cells of figures. `names`
compares retyped names. Two strategies use both, since they answer different questions:

- `on_sheet`: a filled workbook is filed as it is, so a figure that could be another's is not read;
- `in_tables`: a published document has any layout, and its figures are reported and checked next,
  so the most likely reading is taken.
"""
