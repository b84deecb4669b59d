"""How large each agency is: a few provinces and big cities, many small regencies."""

from dataclasses import dataclass

AGENCIES, UNITS, EMPLOYEES, CASES, REPORTS = 550, 150_000, 4_700_000, 1_000_000, 1_200_000
FIRST, SLOPE = 8, 0.8  # the largest has some 1.8 % of everything, the smallest 0.06 %


@dataclass(frozen=True)
class Size:
    """What one agency has."""

    units: int
    employees: int
    cases: int
    reports: int


def sizes(factor: float) -> list[Size]:
    """Of every agency, the largest first; together ``factor`` times the country."""
    number = max(5, round(AGENCIES * factor))
    weights = [1 / (FIRST + n) ** SLOPE for n in range(1, number + 1)]
    whole = sum(weights)
    return [
        Size(
            units=max(6, round(UNITS * factor * weight / whole)),
            employees=max(60, round(EMPLOYEES * factor * weight / whole)),
            cases=max(10, round(CASES * factor * weight / whole)),
            reports=max(10, round(REPORTS * factor * weight / whole)),
        )
        for weight in weights
    ]
