"""Excel's room: the catalogue, the forms and the reading of what comes back. Nothing else knows the format."""
