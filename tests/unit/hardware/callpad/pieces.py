"""Streams cut anywhere, and noise around them."""

from collections.abc import Iterator, Sequence

from hypothesis import strategies as st


@st.composite
def cut(draw: st.DrawFn, data: bytes) -> list[bytes]:
    """The same bytes in any pieces."""
    places = sorted(draw(st.sets(st.integers(0, len(data)), max_size=12)))
    return list(_between(data, places))


def _between(data: bytes, places: Sequence[int]) -> Iterator[bytes]:
    for start, end in zip((0, *places), (*places, len(data)), strict=True):
        yield data[start:end]


noise = st.binary(max_size=24)
