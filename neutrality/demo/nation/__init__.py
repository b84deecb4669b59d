"""``demo --scale nasional``: 550 agencies, 150,000 units, 4.7 million employees, 1 million cases, for measuring.

Every row is made in the database from numbers, so that the whole takes a quarter of an hour and not a week. What stands
is measured by ``python -m tests.benchmarks.scale``.
"""
