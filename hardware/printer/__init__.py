"""Ticket printers: layout, picture, bytes, status and the driver that joins them."""
