"""Many pages: which, when, how far, and put in their places whole or not at all."""
