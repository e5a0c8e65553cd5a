"""How documents arrive: watched folder, mailbox, webhook, upload."""
