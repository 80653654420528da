"""`python -m counter_client`."""

from counter_client.app import main

main()
