"""Whether a white letter can be read on a colour."""


def contrast_to_white(colour: str) -> float:
    """WCAG 2.2 contrast ratio of white on this colour, written like "#9B1C1C"."""
    red, green, blue = (_linear(int(colour[at : at + 2], 16) / 255) for at in (1, 3, 5))
    return 1.05 / (0.2126 * red + 0.7152 * green + 0.0722 * blue + 0.05)


def _linear(channel: float) -> float:
    return channel / 12.92 if channel <= 0.04045 else float(((channel + 0.055) / 1.055) ** 2.4)
