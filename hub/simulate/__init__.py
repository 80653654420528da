"""Plays working days of a centre through the very rules the hub runs, with people and officials made by chance.

Theory of operation: `habits` says how people come and how long they stay, `visitors` draws a day of them from a seed,
`day` plays it: an agenda of moments, a `hall` that decides and evolves in memory, `officials` who press their keys as
people do. Nothing sleeps and nothing is stored: a day takes a fraction of a second. `measures` looks only at the events
that happened, `rivals` holds the textbook predictions of waiting times the estimate is measured against.

The same seed draws the same people whatever the set-up of the centre, so two set-ups are compared on the same days.
"""
