"""A table as text, before its values are understood."""

from dataclasses import dataclass, replace

import numpy as np
import pyarrow as pa

from analysis.catalogue.returns.tables import Table

NULLS = frozenset({"NULL", "NONE", "NAN", "NAT", "N/A", "NA", "NIL", "<NA>", "-", "."})
"""What systems write where they have nothing."""
MOST_LETTERS = 8


@dataclass(frozen=True, repr=False)
class Raw:
    """A table of one file as text: by column, its different texts and where each stands.

    `columns` are dictionary arrays of equal length, by the return's names, with LA and YEAR where
    the file has them; `lines` are the numbers of the lines they stand in.
    """

    table: Table
    file: str
    columns: dict[str, pa.DictionaryArray]
    lines: np.ndarray

    def __len__(self) -> int:
        return len(self.lines)

    def __repr__(self) -> str:
        """Its table, file and size; never what stands in it."""
        return f"Raw({self.table.name}, {self.file}, {len(self):,} rows)"

    def where(self, keep: np.ndarray) -> "Raw":
        """The rows where `keep`."""
        if keep.all():
            return self
        columns = {name: _kept(column, keep) for name, column in self.columns.items()}
        return replace(self, columns=columns, lines=self.lines[keep])

    def texts(self, name: str) -> tuple[list[str], np.ndarray]:
        """The different texts of a column, without the spaces around, and which each row has."""
        column = self.columns[name]
        texts = [*map(str.strip, column.dictionary.to_pylist())]
        return texts, column.indices.to_numpy(zero_copy_only=False)

    def blank(self, name: str) -> np.ndarray:
        """Where a column is blank, or says NULL or an error of Excel."""
        texts, at = self.texts(name)
        nothing = np.array([says_nothing(text) for text in texts], dtype=bool)
        return nothing[at] if texts else at == -1


def _kept(column: pa.DictionaryArray, keep: np.ndarray) -> pa.DictionaryArray:
    """Some rows of a column, with the texts alone that they have."""
    used, at = np.unique(column.indices.to_numpy(zero_copy_only=False)[keep], return_inverse=True)
    texts = column.dictionary.take(pa.array(used))
    return pa.DictionaryArray.from_arrays(pa.array(at, type=pa.int32()), texts)


def says_nothing(text: str) -> bool:
    """Whether a text is blank, stands for nothing (NULL), or is an error of Excel (#N/A, ####)."""
    return len(text) < MOST_LETTERS and (not text or text.upper() in NULLS or text[0] == "#")


def encoded(texts: list[str]) -> pa.DictionaryArray:
    """A column of texts as a dictionary array."""
    return pa.array(texts, type=pa.string()).dictionary_encode()
