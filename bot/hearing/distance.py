"""How far apart two strings of sounds are, near sounds costing less than others."""

from __future__ import annotations

#: What telephone sound and recognisers mix, and what it costs (1: any other sound).
_NEAR = {
    "pb": 0.4, "td": 0.4, "kg": 0.4, "fv": 0.4, "sz": 0.3, "SZ": 0.4, "sS": 0.5, "zZ": 0.5, "fs": 0.6,
    "mn": 0.4, "nJ": 0.3, "lR": 0.6, "pt": 0.6, "kt": 0.6, "bd": 0.6, "ij": 0.2, "uw": 0.2, "yH": 0.2,
    "iy": 0.4, "ei": 0.5, "ea": 0.6, "2e": 0.5, "2o": 0.5, "2y": 0.6, "ou": 0.5, "oa": 0.6, "uy": 0.6,
    "IA": 0.4, "AW": 0.4, "IW": 0.6, "ao": 0.6, "aA": 0.4, "eI": 0.4, "oW": 0.4,
}  # fmt: skip
_COST = {**_NEAR, **{pair[::-1]: cost for pair, cost in _NEAR.items()}}
#: A sound more or less: glides, liquids and liaisons come and go.
_LOOSE = dict.fromkeys("jwHRlztdnm", 0.7)


def distance(left: str, right: str, limit: float) -> float:
    """Weighted edit distance divided by the longer length; above `limit`, any number above it."""
    longest = max(len(left), len(right))
    if not longest:
        return 0.0
    bound = limit * longest
    if abs(len(left) - len(right)) * 0.7 > bound:
        return 1.0
    last = [0.0]
    for sound in right:
        last.append(last[-1] + _LOOSE.get(sound, 1.0))
    for a in left:
        gone = _LOOSE.get(a, 1.0)
        row = [last[0] + gone]
        for j, b in enumerate(right):
            if a == b:
                row.append(last[j])
                continue
            row.append(
                min(
                    last[j] + _COST.get(a + b, 1.0),
                    last[j + 1] + gone,
                    row[j] + _LOOSE.get(b, 1.0),
                )
            )
        if min(row) > bound:
            return 1.0
        last = row
    return last[-1] / longest
