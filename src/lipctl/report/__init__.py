"""What a report shows: every decision made, every number counted. Pure."""
