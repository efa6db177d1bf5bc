"""On the way out: who is asked what, and the Excel form in which it is asked."""
