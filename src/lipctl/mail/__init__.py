"""Mails to the departments: their templates, the drafts that a mail program opens, and the server that takes them."""
