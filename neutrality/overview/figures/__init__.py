"""Figures of confirmed cases: counted (``counting``), kept from telling of single people (``cells``), shown to leaders
(``board``), and published once a month (``published``). Reports that nobody has confirmed are in none of them."""
