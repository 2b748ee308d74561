"""Figures to charts, maps, tables and sentences, each tested against what the table prints."""
