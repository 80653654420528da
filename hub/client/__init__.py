"""What every device of the hub shares: its connection, its key, its settings, and (in `qt/`) the screens' kit.

Screens and the hardware agent import this package and `hub.protocol`, and nothing else of the hub. Outside `qt/` there
is no Qt, so the hardware agent needs none.
"""
