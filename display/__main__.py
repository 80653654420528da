"""`python -m display`."""

from display.app import main

main()
