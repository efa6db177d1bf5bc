"""The command line: the only layer that speaks, and the only one that knows clock, working directory and terminal."""
