"""What a child process takes from itself before it looks into a stranger's file."""

import contextlib


def limit_self(*, memory: int, seconds: int) -> None:
    """No more than `memory` bytes of address space and `seconds` of a processor; no file may grow, no core dump."""
    with contextlib.suppress(ImportError):  # no such module on Windows: there the parent's clock is the limit
        import resource

        resource.setrlimit(resource.RLIMIT_AS, (memory, memory))
        resource.setrlimit(resource.RLIMIT_CPU, (seconds, seconds))
        resource.setrlimit(resource.RLIMIT_FSIZE, (0, 0))
        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
