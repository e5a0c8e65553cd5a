"""Who may do what: the caller of each request, the roles, and the guard that stands before every handler."""
