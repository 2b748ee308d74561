"""Disclosure control: what is hidden before anything is shown, and a gate on what is shown."""
