"""Streams of a compound file ([MS-CFB]), as far as an .xls needs: its directory and one stream."""

import struct
from pathlib import Path

from balai.residents.exchange.problems import Refused

END_OF_CHAIN = 0xFFFFFFFA  # and above: markers, not sectors
DIRECTORY_ENTRY = 128
SMALL_STREAM_BELOW = 4096
DAMAGED = "Berkas .xls ini rusak atau terpotong. Buka di Excel, simpan ulang sebagai .xlsx, lalu coba lagi."


class CompoundFile:
    """Raises `Refused` where the file does not hold together."""

    def __init__(self, path: Path) -> None:
        self._content = path.read_bytes()
        try:
            self._read_header()
        except (struct.error, IndexError) as damage:
            raise Refused(DAMAGED) from damage

    def _read_header(self) -> None:
        header = self._content[:512]
        self._sector = 1 << struct.unpack_from("<H", header, 30)[0]
        self._mini_sector = 1 << struct.unpack_from("<H", header, 32)[0]
        if self._sector not in {512, 4096} or self._mini_sector != 64:
            raise Refused(DAMAGED)
        directory, mini_fat, more_difat = (
            struct.unpack_from("<I", header, 48)[0],
            *struct.unpack_from("<I4xI", header, 60),
        )
        table_sectors = [*struct.unpack_from("<109I", header, 76), *self._further_tables(more_difat)]
        numbers_in_sector = self._sector // 4
        self._next: list[int] = []
        for sector in table_sectors:
            if sector < END_OF_CHAIN:
                self._next += struct.unpack(f"<{numbers_in_sector}I", self._sector_at(sector))
        self._entries = _entries(self._chain(directory))
        mini = self._chain(mini_fat)
        self._next_mini = struct.unpack(f"<{len(mini) // 4}I", mini)

    def _further_tables(self, sector: int) -> list[int]:
        """Sectors of the allocation table that have no place in the header (files over 7 MB)."""
        found: list[int] = []
        seen: set[int] = set()
        while sector < END_OF_CHAIN and sector not in seen:
            seen.add(sector)
            *tables, sector_after = struct.unpack(f"<{self._sector // 4}I", self._sector_at(sector))
            found += tables
            sector = sector_after
        return found

    @property
    def names(self) -> set[str]:
        return set(self._entries)

    def stream(self, name: str) -> bytes:
        start, size = self._entries[name]
        if size < SMALL_STREAM_BELOW:
            root_start, _ = self._entries["Root Entry"]
            container = self._chain(root_start)
            sectors = _walk(start, self._next_mini)
            return b"".join(container[n * 64 : n * 64 + 64] for n in sectors)[:size]
        content = self._chain(start)
        if len(content) < size:
            raise Refused(DAMAGED)
        return content[:size]

    def _sector_at(self, number: int) -> bytes:
        start = (number + 1) * self._sector
        sector = self._content[start : start + self._sector]
        if len(sector) < self._sector:
            if not sector:
                raise Refused(DAMAGED)
            sector = sector.ljust(self._sector, b"\0")  # the last one may end early
        return sector

    def _chain(self, start: int) -> bytes:
        return b"".join(map(self._sector_at, _walk(start, self._next)))


def _walk(start: int, following: "list[int] | tuple[int, ...]") -> list[int]:
    """The numbers of a chain of sectors. A circle or a number that is not there means damage."""
    numbers: list[int] = []
    while start < END_OF_CHAIN:
        if start >= len(following) or len(numbers) > len(following):
            raise Refused(DAMAGED)
        numbers.append(start)
        start = following[start]
    return numbers


def _entries(directory: bytes) -> dict[str, tuple[int, int]]:
    """First sector and size of each stream, by name."""
    entries = {}
    for offset in range(0, len(directory), DIRECTORY_ENTRY):
        entry = directory[offset : offset + DIRECTORY_ENTRY]
        length = struct.unpack_from("<H", entry, 64)[0]
        if length >= 2:
            name = entry[: length - 2].decode("utf-16-le", "replace")
            entries[name] = struct.unpack_from("<II", entry, 116)
    return entries
