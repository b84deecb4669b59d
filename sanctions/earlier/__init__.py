"""Sanctions from before this system: a file is compared with the register, then written all or nothing."""
