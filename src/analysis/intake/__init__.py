"""Published files to counts, a reader for each publisher; a wrong file stops and says why."""
