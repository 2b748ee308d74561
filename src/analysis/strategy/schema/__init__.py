"""What a strategy file holds: `data/raw/strategies/<area-slug>.toml`, read into these shapes.

Every item has an `id` of its own kind, by which others name it. No person is named anywhere, only
roles. An item with `illustration = true` is filled in by us, since its source does not say: the
page marks it so. `minuted` then lists those of its fields that do come from the source.
"""
