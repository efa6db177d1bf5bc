"""What templates of documents, pages and mails have in common: what they may do and print, and what can be wrong with them."""
