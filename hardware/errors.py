"""What can go wrong with a device, by whose fault.

DeviceUnavailable   the cable, the power, the network: becomes a fact and a back-off
JournalError        this box's disk: nothing is printed that could not be remembered
"""


class DeviceUnavailable(Exception):  # noqa: N818 - names a fact about the device
    """The device cannot be reached any more, or not yet."""


class JournalError(Exception):
    """The journal cannot be read or written."""
