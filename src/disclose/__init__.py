"""Workbook, checks and report of the 政府信息公开工作年度报告."""
