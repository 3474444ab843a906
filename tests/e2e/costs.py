"""What a visit costs the server, as the server itself counts it.

The browser is a bad witness: its figures hold the queue in front of its own connections and the time in which it was busy
drawing on the same processors. So granian writes a line for each answer, with the time from the request's arrival to
the answer's end; the kernel knows how long the web processes had a processor, and how much memory is theirs.
"""

import os
import re
import time
from dataclasses import dataclass
from pathlib import Path

# Read by granian itself; an office keeps no such log, for addresses of pages say who did what.
ACCESS_LOG = {
    "GRANIAN_LOG_ACCESS_ENABLED": "1",
    "GRANIAN_LOG_ACCESS_FMT": "answered %(method)s %(path)s %(status)d %(dt_ms).3f",
}
_ANSWERED = re.compile(r"^answered (\S+) (\S+) (\d+) ([\d.]+)$", re.MULTILINE)
_QUIET_SECONDS = 0.4
"""A log is complete once it has not grown for so long."""


@dataclass(frozen=True, slots=True)
class Answer:
    """One answer of the server and what it took."""

    method: str
    path: str
    status: int
    ms: float


class AccessLog:
    """What is answered from now on."""

    def __init__(self, log: Path) -> None:
        self._log = log
        self._from = log.stat().st_size

    def answers(self) -> list[Answer]:
        """All answers of the web server since this was made, once nothing is under way any more."""
        size = -1
        while size != (size := self._log.stat().st_size):
            time.sleep(_QUIET_SECONDS)
        with self._log.open("rb") as log:
            log.seek(self._from)
            written = log.read().decode()
        return [
            Answer(method, path, int(status), float(ms))
            for method, path, status, ms in _ANSWERED.findall(written)
        ]


def processor_ms(pid: int) -> float:
    """For how long a process and its children had a processor, in milliseconds."""
    tick = 1000 / os.sysconf("SC_CLK_TCK")
    return sum(tick * sum(map(int, _stat(each)[11:13])) for each in _family(pid))


def memory_mb(pid: int) -> float:
    """Memory of a process and its children; of what they share with others, their part (PSS)."""
    return sum(_pss_kb(each) for each in _family(pid)) / 1024


def _family(pid: int) -> list[int]:
    children = Path(f"/proc/{pid}/task/{pid}/children").read_text().split()
    return [pid, *(member for child in children for member in _family(int(child)))]


def _stat(pid: int) -> list[str]:
    """The fields of /proc/[pid]/stat after the name, which may hold anything."""
    return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()


def _pss_kb(pid: int) -> int:
    rollup = Path(f"/proc/{pid}/smaps_rollup").read_text()
    return next(int(line.split()[1]) for line in rollup.splitlines() if line.startswith("Pss:"))
