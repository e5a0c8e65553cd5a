"""A page: its words set into lines, blocks, frames and stretches."""
