"""Bytes of docs/record.md: strict reading, canonical writing, hashes."""

import json
from hashlib import sha256
from typing import Any, NoReturn

Json = dict[str, Any]

MOST = 2**53 - 1
LEVELS = 128
BYTES = 512 * 2**20


class Unreadable(Exception):
    """The text is refused."""


class Pairs(dict[str, Any]):
    """An object whose keys are known to be there once."""


def once(pairs: list[tuple[str, Any]]) -> Json:
    found = Pairs(pairs)
    if len(found) != len(pairs):
        raise Unreadable("a key twice")
    return found


def integer(digits: str) -> int:
    # Python refuses to convert thousands of digits; what has more than twenty is too large anyway.
    if len(digits) > 20 or abs(int(digits)) > MOST:
        raise Unreadable("a number beyond 2^53 - 1")
    return int(digits)


def fraction(text: str) -> float:
    value = float(text)
    if abs(value) > MOST:
        raise Unreadable("a number beyond 2^53 - 1")
    return value


def constant(text: str) -> NoReturn:
    raise Unreadable(f"no JSON: {text}")


def depth(text: str) -> int:
    """How many arrays and objects lie inside each other, counted before they are read: Python's reader recurses."""
    deepest = level = 0
    in_string = escaped = False
    for letter in text:
        if in_string:
            in_string, escaped = escaped or letter != '"', letter == "\\" and not escaped
        elif letter == '"':
            in_string = True
        elif letter in "[{":
            level += 1
            deepest = max(deepest, level)
        elif letter in "]}":
            level -= 1
    return deepest


def read(data: bytes) -> Any:
    """V01."""
    if len(data) > BYTES:
        raise Unreadable("too large")
    try:
        text = data.decode()
        if text.startswith("\ufeff"):
            raise Unreadable("a byte order mark")
        if depth(text) > LEVELS:
            raise Unreadable("too many levels")
        value = json.loads(text, object_pairs_hook=once, parse_int=integer, parse_float=fraction, parse_constant=constant)
        canonical(value)  # A lone surrogate has no UTF-8.
    except (ValueError, RecursionError) as error:
        raise Unreadable(str(error)) from error
    return value


def in_order(value: Any) -> Any:
    """The same with the keys of every object sorted by their UTF-16 code units."""
    if isinstance(value, dict):
        return {key: in_order(value[key]) for key in sorted(value, key=lambda key: key.encode("utf-16-be"))}
    return [in_order(item) for item in value] if isinstance(value, list) else value


def canonical(value: Any) -> bytes:
    """RFC 8785, for the values that the forms have: no fractions."""
    return json.dumps(in_order(value), ensure_ascii=False, separators=(",", ":")).encode()


def hash_of(value: Any) -> str:
    return sha256(canonical(value)).hexdigest()


def votes(value: Any) -> int:
    """A number of votes in either spelling."""
    return int(value)


def spelled(number: int) -> int | str:
    """A number of votes as it is written."""
    return number if number <= MOST else str(number)
