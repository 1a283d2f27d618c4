"""Where everything stands: printed grids of the tables, and every cell of the workbook."""
