"""Characters that steer a device and show nothing, such as NUL; tabs and line ends are none."""

CONTROL = r"\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f"
"""All of them, to stand within the square brackets of a regular expression."""
