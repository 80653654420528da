"""`layso-demo`: a whole centre on one machine.

With a screen it opens three windows to try by hand. Without one it plays a quarter of an hour of a Monday morning at
speed: a person's finger on the real kiosk, an official's keys on the real counter client, two more officials, a printer
emulated byte for byte; and leaves the tickets, pictures, sounds and the log behind.
"""
