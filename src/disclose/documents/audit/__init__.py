"""The arithmetic of a hand-written or published report, without a workbook."""
