"""What the worker process says to the hub: one line of JSON, a list of these."""

import msgspec


class Copied(msgspec.Struct, frozen=True):
    """How it went in one folder."""

    folder: str
    problem: str = ""
    """"" when all is well."""
    file: str = ""
    is_damage: bool = False
    """The database itself is not well, not the folder."""
    removed: tuple[str, ...] = ()
    """Of what was left of databases nobody goes on from."""
    left_over: tuple[str, ...] = ()
    """What is still there of them."""
