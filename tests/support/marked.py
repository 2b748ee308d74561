"""A strategy with harmless markup in every text that it may hold, found by walking its schema."""

import types
from datetime import date
from typing import Annotated, Any, Literal, Union, get_args, get_origin

from pydantic import BaseModel, StringConstraints

from analysis.strategy.schema.whole import Strategy

MARKUP = (
    "<b data-x>B</b> <img alt=x> [a](javascript:void) ![i](http://x.test/p) &lt; `c` a|b "
    "*s* __u__ ~~d~~ $m$ {{ j }} http://y.test www.z.test\n\n# h\n<!-- k --> \\[e\\]"
)
# Fields that hold a name which must be known elsewhere: `strategy check` refuses any other.
KNOWN_ELSEWHERE = ("indicator", "indicators", "minuted", "area")


def sample(n: int) -> str:
    """The text of a field: a mark of its own, and after it all the markup."""
    return f"{mark(n)} {MARKUP} {mark(n)[::-1]}"


def mark(n: int) -> str:
    """A word for a number, without a digit: no page for children would print one."""
    return f"Q{chr(97 + n // 26)}{chr(97 + n % 26)}Z"


def on_a_line(text: str) -> str:
    return " ".join(text.split())


def filled(given: dict[str, Any]) -> tuple[Strategy, dict[int, str]]:
    """A strategy with markup in every free text that it may hold; which field has which mark."""
    fields: dict[int, str] = {}
    whole = _object(Strategy, given, "", fields)
    return Strategy.model_validate(whole), fields


def _object(
    model: type[BaseModel], given: dict[str, Any], where: str, fields: dict[int, str]
) -> dict[str, Any]:
    done = {}
    for name, field in model.model_fields.items():
        value, at = given.get(name, field.get_default(call_default_factory=True)), f"{where}{name}"
        if name in KNOWN_ELSEWHERE:
            done[name] = value
            continue
        kind = field.annotation
        constrained = any(isinstance(m, StringConstraints) and m.pattern for m in field.metadata)
        done[name] = value if constrained else _value(kind, value, at, fields)
    return done


def _value(kind: Any, value: Any, where: str, fields: dict[int, str]) -> Any:
    if get_origin(kind) is Annotated:
        kind, *more = get_args(kind)
        if any(isinstance(m, StringConstraints) and m.pattern for m in more):
            return value
    if kind is str:
        fields[len(fields) + 1] = where
        return sample(len(fields))
    if isinstance(kind, type) and issubclass(kind, BaseModel):
        whole = value.model_dump(mode="json") if isinstance(value, BaseModel) else value
        return _object(kind, whole, f"{where}.", fields)
    return _in_parts(kind, value, where, fields)


def _in_parts(kind: Any, value: Any, where: str, fields: dict[int, str]) -> Any:
    """The value of a kind that is made of others: one or nothing, a list, words by words."""
    origin, parts = get_origin(kind), get_args(kind)
    if origin in (Union, types.UnionType):
        (one,) = (each for each in parts if each is not type(None))
        return value if value is None else _value(one, value, where, fields)
    if origin is tuple:
        return [_value(parts[0], each, f"{where}[{n}]", fields) for n, each in enumerate(value)]
    if origin is dict:
        return {_value(parts[0], "", f"{where}{{}}", fields): _value(parts[1], "", where, fields)}
    assert origin is Literal or kind in _PLAIN, f"{where} is of a kind that no test fills: {kind}"
    return value


_PLAIN = (bool, int, float, date)
