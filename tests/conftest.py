"""What several tests share."""

from browser import chromium

__all__ = ["chromium"]
