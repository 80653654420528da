"""However a person writes the hub's address, the client dials the same URL."""

import pytest

from hub.client.address import hub_url


@pytest.mark.parametrize(
    ("written", "url"),
    [
        ("192.168.1.10", "ws://192.168.1.10:7310/ws"),
        ("192.168.1.10:8000", "ws://192.168.1.10:8000/ws"),
        ("may-chu", "ws://may-chu:7310/ws"),
        ("  hub.local:7310 ", "ws://hub.local:7310/ws"),
        ("ws://hub:7310/ws", "ws://hub:7310/ws"),
        ("ws://hub", "ws://hub:7310/ws"),
        ("http://hub:7310/", "ws://hub:7310/ws"),
        ("HTTP://hub:7310", "ws://hub:7310/ws"),
        ("https://hub:443", "wss://hub:443/ws"),
        ("[::1]:7310", "ws://[::1]:7310/ws"),
    ],
)
def test_every_form_becomes_the_url(written: str, url: str) -> None:
    assert hub_url(written) == url


@pytest.mark.parametrize(
    "written",
    [
        "",
        "   ",
        "ftp://hub",
        "://hub",
        "hub:port",
        "hub:99999",
        "a b",
        "hub/other",
        "user@hub",
        "ws://",
        "hub:7310/ws?x",
    ],
)
def test_what_is_no_address_is_said_to_be_none(written: str) -> None:
    with pytest.raises(ValueError, match="is not the address of a hub"):
        hub_url(written)
