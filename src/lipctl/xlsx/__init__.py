"""The format .xlsx and nothing of ours: what a workbook holds, and how one is written."""
