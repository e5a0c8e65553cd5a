"""Review over HTTP: a job order as a reviewer sees it, and what they do to it."""
