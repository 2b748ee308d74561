"""What all parts of a strategy file have in common."""

from collections.abc import Iterator
from typing import Any, Literal, get_args

from pydantic import BaseModel, ConfigDict, Field

from analysis.strategy.values import Id, Text, TrueOrFalse, optional

Frequency = Literal["monthly", "quarterly", "twice a year", "yearly"]
MONTHS: dict[str, int] = {"monthly": 1, "quarterly": 3, "twice a year": 6, "yearly": 12}
Ids = tuple[Id, ...]


class Part(BaseModel):
    """A part of a file: no other fields than its own, each described for those who fill it in."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    @classmethod
    def described(cls) -> dict[str, str]:
        """What each field is, in the words of the people who fill it in."""
        return {name: field.description or "" for name, field in cls.model_fields.items()}


class Item(Part):
    """What every part of a strategy has: an id, and whether it is an illustration."""

    id: Id = Field(
        description="a short name of its own, by which other parts refer to it: lower case and "
        "hyphens"
    )
    illustration: TrueOrFalse = optional(
        False, "true where what stands here is an example and no decision; pages say so"
    )
    minuted: tuple[Text, ...] = optional(
        (), "the fields of an illustration that do come from a source, such as minutes"
    )

    def illustrated(self, field: str) -> bool:
        """Whether what this field says is ours and not the source's."""
        return self.illustration and field not in self.minuted


def types_of(model: type[BaseModel], field: str) -> Iterator[type]:
    """The types that a field of a model is made of, those of lists and choices included."""
    left: list[Any] = [model.model_fields[field].annotation] if field in model.model_fields else []
    for each in left:
        if isinstance(each, type):
            yield each
        left += get_args(each)


def inner(model: type[BaseModel], field: str) -> type[Part] | None:
    """The model that a field of a model holds, one or many; none for words and numbers."""
    return next((each for each in types_of(model, field) if issubclass(each, Part)), None)
