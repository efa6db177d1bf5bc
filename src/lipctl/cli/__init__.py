"""The command line: the only floor that speaks, and the only one that knows clock, working directory and terminal."""
