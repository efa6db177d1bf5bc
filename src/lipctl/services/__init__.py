"""One module per verb of the command line; :mod:`~lipctl.services.collect` is what they share."""
