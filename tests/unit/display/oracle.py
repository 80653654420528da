"""Vietnamese numbers from the other side: written out by a schoolbook's table, and understood by a listener.

Shares nothing with `display.reading`: it spells by rewriting the digits' plain names, and understands by a grammar.
"""

NAMES = ["không", "một", "hai", "ba", "bốn", "năm", "sáu", "bảy", "tám", "chín"]
VALUES = {name: value for value, name in enumerate(NAMES)} | {"mốt": 1, "tư": 4, "lăm": 5}


def spell(number: int, *, zero_tens: str, four: str) -> str:
    """Every place with its name, then the habits of speech as replacements."""
    if number < 10:
        return NAMES[number]
    digits = f"{number:05}"
    high, low = int(digits[:2]), digits[2:]
    head = f"{spell(high, zero_tens=zero_tens, four=four)} nghìn " if high else ""
    if high and low == "000":
        return head.strip()
    text = f" {NAMES[int(low[0])]} trăm {NAMES[int(low[1])]} mươi {NAMES[int(low[2])]} "
    if not high:
        text = text.replace(" không trăm không mươi ", " ").replace(" không trăm ", " ", 1)
    for plain, spoken in (
        (" không mươi không ", " "),
        (" không mươi bốn ", f" {zero_tens} {four} "),
        (" không mươi ", f" {zero_tens} "),
        (" một mươi không ", " mười "),
        (" một mươi năm ", " mười lăm "),
        (" một mươi ", " mười "),
        (" mươi không ", " mươi "),
        (" mươi một ", " mươi mốt "),
        (" mươi bốn ", f" mươi {four} "),
        (" mươi năm ", " mươi lăm "),
    ):
        text = text.replace(plain, spoken)
    return (head + text.strip()).strip()


def written(heard: str, *, width: int) -> str:
    """The digits a listener writes down, knowing how many stand on his ticket."""
    if "nghìn" in heard:
        above, _, below = heard.partition("nghìn")
        return written(above, width=width - 3) + (written(below, width=3) if below.strip() else "000")
    words = heard.split()
    digits = ""
    while words:
        digits += _next(words)
    return digits.rjust(width, "0") if "trăm" in heard and len(digits) < width else digits


def _next(words: list[str]) -> str:
    word = words.pop(0)
    if word == "mười":
        return "1" + _unit(words)
    if word in ("linh", "lẻ"):
        return "0" + _unit(words)
    digit = str(VALUES[word])
    if words and words[0] == "mươi":
        words.pop(0)
        return digit + _unit(words)
    if words and words[0] == "trăm":
        words.pop(0)
        return digit + ("" if words else "00")
    return digit


def _unit(words: list[str]) -> str:
    """After a ten only a unit can follow; the next digit of a ticket never does, as tens close a reading."""
    return str(VALUES[words.pop(0)]) if words else "0"
