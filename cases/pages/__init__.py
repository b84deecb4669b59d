"""Pages of a case: the list, the case with its tabs, one page for every move, running files."""
