"""Files for people outside: what goes in (``content``), how it is written (``writers``)."""
