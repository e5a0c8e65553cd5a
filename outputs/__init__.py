"""How job orders leave: the printed form, data files, notices."""
