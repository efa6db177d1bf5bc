"""A round that is over: ``data/<year>/abschluss.json``, its addenda, and what differs since."""
