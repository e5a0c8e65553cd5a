"""Item tables: their headings, columns and rows, and what stands among the rows."""
