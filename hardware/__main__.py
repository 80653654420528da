"""`python -m hardware`."""

from hardware.cli import main

main()
