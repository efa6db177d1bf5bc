"""Word's room: templates, and the documents made from them. Nothing else knows the format."""
