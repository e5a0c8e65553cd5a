"""How right the service is on documents whose truth somebody wrote down: labels in, figures out. Pure."""
