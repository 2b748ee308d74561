"""Ofsted's lists of homes and judgements of authorities."""
