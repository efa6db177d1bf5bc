"""lipctl's version. It stands on the ground floor so that every room can ask for it; ``lipctl`` itself leads to all floors."""

__version__ = "0.1.0"
