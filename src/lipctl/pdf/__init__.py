"""From a Word document to an accessible PDF. No other folder knows LibreOffice or the format."""
