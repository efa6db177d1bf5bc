"""Word templates, and the documents made from them. No other folder knows the format."""
