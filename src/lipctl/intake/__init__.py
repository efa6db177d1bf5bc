"""What a city already has, read into a proposal: its published pages, its lists of measures (Übernahme)."""
