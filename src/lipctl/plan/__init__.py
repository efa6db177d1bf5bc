"""The plan: what it consists of, and the catalogue it is read from."""
