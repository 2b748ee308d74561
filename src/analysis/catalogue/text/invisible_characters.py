"""Characters that nobody sees; each stands within the square brackets of a regular expression."""

CONTROL = r"\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f"
"""Those that steer a device and show nothing, such as NUL; tabs and line ends are none."""

TURNING = r"\u202a-\u202e\u2066-\u2069"
"""Those that turn the order of other characters."""
