"""What report, pages, tables, history and status show: every decision made, every number counted. Pure."""
