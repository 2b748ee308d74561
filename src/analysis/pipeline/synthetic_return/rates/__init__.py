"""How often things happen to made-up children: so that the whole looks like England.

Chosen by trial until an authority of 20,000 came near England's published figures of 31 March
2025. They are estimates of nothing, and nothing must be learnt from them. Hazards are a year,
ends of bands are days, weights need not add up to anything.
"""
