"""Pages of the desk: the inbox, one report, its steps, writing down, letters, identities."""
