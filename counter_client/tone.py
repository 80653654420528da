"""How serious a text is; the screen gives it a colour, the words say it too."""

from enum import StrEnum


class Tone(StrEnum):
    """From ordinary to alarming."""

    PLAIN = "plain"
    GOOD = "good"
    WATCH = "watch"
    ALARM = "alarm"
