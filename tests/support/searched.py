"""Every file that a run wrote, opened as far as anybody could, and the sums to look for there."""

import base64
import filecmp
import gzip
import hashlib
import io
import json
import re
import zipfile
import zlib
from collections.abc import Iterable, Iterator
from pathlib import Path
from urllib.parse import unquote

import pyarrow.parquet as pq

ALGORITHMS = (
    *("md5", "sha1", "sha224", "sha256", "sha384", "sha512"),
    *("sha3_256", "sha3_512", "blake2b", "blake2s"),
)
START = 12  # by so many characters of a sum, or more, a small file can be known
_STREAM = re.compile(rb"stream\r?\n(.*?)endstream", re.DOTALL)
_HEX = re.compile(rf"[0-9a-f]{{{START},}}")
_BASE64 = re.compile(rf"[A-Za-z0-9+/_-]{{{START},}}")
_COUNTED = re.compile(r"(?<![\w.,#%-])\d[\d,]*(?![\w.%])")


def texts(folder: Path, *, but: Iterable[str] = (), public: Iterable[Path] = ()) -> dict[str, str]:
    """The name and the content of each file, links left out, as text: 'a.csv' -> 'a.csv ...'.

    `but` are folders, relative to this one, that are not looked into; of copies of `public` files
    only the names are.
    """
    left_out = [folder / name for name in but]
    sizes = {path.stat().st_size: path for path in public}
    found = {}
    for path in sorted(folder.rglob("*")):
        if path.is_symlink() or not path.is_file() or any(p in path.parents for p in left_out):
            continue
        name = path.relative_to(folder).as_posix()
        copied = sizes.get(path.stat().st_size)
        is_copy = copied is not None and filecmp.cmp(path, copied, shallow=False)
        found[name] = name if is_copy else "\n".join([name, *opened(path.read_bytes())])
    return found


def opened(content: bytes) -> Iterator[str]:
    """A file as text, and what is packed or encoded in it."""
    yield content.decode("utf-8", errors="replace")
    if content.startswith(b"PK\x03\x04"):
        with zipfile.ZipFile(io.BytesIO(content)) as packed:
            for name in packed.namelist():
                yield name
                yield from opened(packed.read(name))
    elif content.startswith(b"\x1f\x8b"):
        yield from opened(gzip.decompress(content))
    elif content.startswith(b"PAR1"):
        table = pq.read_table(io.BytesIO(content))
        yield f"{table.schema} {table.schema.metadata}"
        yield table.to_pandas().to_csv(index=False)
    elif content.startswith(b"%PDF"):
        for stream in _STREAM.findall(content):
            yield zlib.decompressobj().decompress(stream).decode("latin-1")
    elif b"%3C" in content or b"%20" in content:
        yield unquote(content.decode("utf-8", errors="replace"))


def forms(content: bytes) -> set[bytes]:
    """A file as it may be read: its bytes, other line endings, no mark, each line and each cell."""
    text = content.decode("utf-8-sig")
    lines = text.splitlines()
    whole = {content, "\n".join(lines).encode(), "\r\n".join(lines).encode()}
    whole |= {each + end for each in list(whole) for end in (b"\n", b"\r\n")}
    whole |= {each.rstrip() for each in list(whole)} | {json.dumps(text).encode()}
    rows = [line.split(",") for line in lines if line.strip(",")]
    told = {",".join(row[:n]) for row in rows for n in range(3, len(row) + 1)}
    told |= {json.dumps(row) for row in rows} | set(lines)
    return {w for w in whole | {t.encode() + e for t in told for e in (b"", b"\n")} if w.strip()}


def sums(contents: Iterable[bytes]) -> dict[str, str]:
    """The start of each sum of each content, as it could be written, and what it is."""
    found: dict[str, str] = {}
    for content in contents:
        for name in ALGORITHMS:
            digest = hashlib.new(name, content).digest()
            coded = base64.b64encode(digest).decode()
            for written in (digest.hex(), coded, coded.translate(str.maketrans("+/", "-_"))):
                found[written[:START]] = name
    return found


def checks(contents: Iterable[bytes]) -> dict[str, str]:
    """The 32-bit sums, as eight hexadecimal digits and as a number."""
    found: dict[str, str] = {}
    for content in contents:
        for name, number in (("crc32", zlib.crc32(content)), ("adler32", zlib.adler32(content))):
            found |= {f"{number:08x}": name, str(number): name}
    return found


def told(text: str, known: dict[str, str]) -> set[str]:
    """What sums of `sums` stand in a text."""
    hexadecimal = {each[:START] for each in _HEX.findall(text.lower())}
    coded = {each[:START] for each in _BASE64.findall(text)}
    return {known[each] for each in hexadecimal | coded if each in known}


def words(text: str) -> set[str]:
    """The words and whole numbers of a text, numbers without their commas."""
    numbers = {each.replace(",", "") for each in _COUNTED.findall(text)}
    return numbers | set(re.findall(r"(?<![\w.#%-])[0-9a-f]{8}(?![\w.])", text.lower()))
