"""What a press can be for: the names by which the words and the notices speak of it."""

from enum import StrEnum

from hub.protocol import DeskAction


class Errand(StrEnum):
    """What is sent to the hub without a key of its own."""

    SIT_DOWN = "sit_down"
    CALL_BACK = "call_back"
    CALL_CHOSEN = "call_chosen"
    UNPARK = "unpark"
    REJOIN = "rejoin"
    COVER = "cover"


About = DeskAction | Errand


class Deed(StrEnum):
    """What can be done with one in the lists, as the row's sheet offers it."""

    CALL_CHOSEN = "call_chosen"
    CALL_BACK = "call_back"
    UNPARK = "unpark"
    REJOIN = "rejoin"
    CANCEL = "cancel"
