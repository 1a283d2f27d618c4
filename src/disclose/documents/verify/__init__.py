"""Whether the numbers of a report that was edited by hand are still those of its workbook."""
