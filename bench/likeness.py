"""Whether two sets of times can be told apart: what somebody with a stopwatch would ask."""

import math
from bisect import bisect_right
from collections import Counter
from collections.abc import Sequence


def mann_whitney(one: Sequence[float], other: Sequence[float]) -> float:
    """The probability of ranks as different as these if both came from the same source; two-sided, for 20 or more each.

    Normal approximation with correction for ties (Mann and Whitney 1947): tells when one is usually slower.
    """
    pooled = sorted([*one, *other])
    ranks, below = {}, 0
    for value, times in sorted(Counter(pooled).items()):
        ranks[value] = below + (times + 1) / 2
        below += times
    n, m, total = len(one), len(other), len(pooled)
    u = sum(ranks[value] for value in one) - n * (n + 1) / 2
    ties = sum(times**3 - times for times in Counter(pooled).values())
    spread = math.sqrt(n * m / 12 * (total + 1 - ties / (total * (total - 1))))
    return math.erfc(abs(u - n * m / 2) / spread / math.sqrt(2)) if spread else 1.0


def kolmogorov_smirnov(one: Sequence[float], other: Sequence[float]) -> float:
    """The probability of distributions as far apart as these if both came from the same source; for 20 or more each.

    Asymptotic (Smirnov 1948): also tells when one is now faster and now slower.
    """
    left, right = sorted(one), sorted(other)
    n, m = len(left), len(right)
    apart = max(abs(bisect_right(left, at) / n - bisect_right(right, at) / m) for at in (*left, *right))
    scaled = apart * math.sqrt(n * m / (n + m))
    if scaled < 0.2:
        return 1.0
    return min(
        1.0, 2 * sum((1 if k % 2 else -1) * math.exp(-2 * k * k * scaled * scaled) for k in range(1, 101))
    )
