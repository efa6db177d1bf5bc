"""The public pages: static HTML from the office's templates, with the year's data beside it."""
