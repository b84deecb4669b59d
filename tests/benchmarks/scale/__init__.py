"""The size of the country, loaded and measured by one command::

    .venv/bin/python -m tests.benchmarks.scale                 550 agencies, 4.7 million employees, 1 million cases
    .venv/bin/python -m tests.benchmarks.scale --factor 0.01   the same picture at a hundredth, in a minute

It works in a folder of its own with its own PostgreSQL and deletes both (``--keep`` does not, ``--data DIR`` says
where). Everything measured is the product's own querysets and pages; nothing is written for the occasion.
"""
