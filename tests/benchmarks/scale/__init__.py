"""The size of the country, measured by one command::

    .venv/bin/python -m tests.benchmarks.scale                 550 agencies, 4.7 million employees, 1 million cases
    .venv/bin/python -m tests.benchmarks.scale --factor 0.01   the same picture at a hundredth, in a minute

The load is that of ``manage.py demo --scale nasional``. It works in a temporary folder with its own PostgreSQL and
deletes both (``--data DIR`` works in DIR, which may be loaded already, and leaves it). Everything measured is the
product's own querysets and pages; nothing is written for the occasion.
"""
