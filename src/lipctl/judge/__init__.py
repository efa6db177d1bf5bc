"""What was answered, what it counts as, and what is missing: pure rules, no files."""
