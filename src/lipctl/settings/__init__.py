"""``lipctl.toml``: what a city sets once for its plan."""
