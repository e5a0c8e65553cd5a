"""The printed form, pages and mails, as data."""
