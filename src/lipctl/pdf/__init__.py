"""The PDF's room: from a Word document to an accessible PDF. Nothing else knows LibreOffice or the format."""
