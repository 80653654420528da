"""The rules of the queue. Pure: no I/O, no clock, no randomness, no logging.

Theory of operation
-------------------
`decide(state, command, context)` reads the state and answers with events, or raises `Refusal`. Nothing has happened yet
when it returns, so a bug in it cannot damage the queue. `evolve(state, recorded)` applies one stored event; it accepts
every event ever stored. Replaying the log through `evolve` is the state; there is no other.

Rules of this package:

1. It imports the standard library and msgspec, nothing else.
2. What is read from outside for one command (the time, a fresh token, who speaks) comes in a `Context`.
3. What may happen to a ticket is in the tables of `lifecycle`, and nowhere else.
4. A number is given by one counter per series in the state, and checked again by the database.
"""
