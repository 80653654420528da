"""Call pads: keys for an official without a computer."""
