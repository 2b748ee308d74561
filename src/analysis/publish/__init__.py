"""From an executed notebook to pages in their places."""

import sys

# jsonschema, which reads notebooks' schema, would load a grammar of web addresses in all alphabets:
# a second of processor time for a check that no notebook asks for. It does without when told that
# there is none.
sys.modules.setdefault("rfc3987_syntax", None)  # type: ignore[arg-type]
