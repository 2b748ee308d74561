"""From a council's own return to protected figures."""
