#!/usr/bin/env python3
"""Django's command line for Netralitas ASN."""

import os
import sys


def main() -> None:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "neutrality.settings")
    from neutrality.embedded import ground

    with ground(sys.argv):
        from django.core.management import execute_from_command_line

        execute_from_command_line(sys.argv)


if __name__ == "__main__":
    main()
