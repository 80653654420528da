"""Writes the pages of `docs/` that can be read off the code, so that they cannot lie.

    python -m hub.docs            writes them
    python -m hub.docs --check    writes nothing, ends with 1 when a page is out of date

A tool for developers, run from a checkout; no program imports it. It loads every program by name to read its settings
and options, which no other module of the hub may do.
"""
