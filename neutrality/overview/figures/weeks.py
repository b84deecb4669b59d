"""The drawing of cases opened and decided per week: numbers in, coordinates out. Pure."""

from dataclasses import dataclass
from datetime import date, timedelta

WIDTH, HEIGHT = 600, 304
LEFT, RIGHT, TOP, BOTTOM = 30.0, 544.0, 12.0, 266.0
WEEKS = 15
WEEK = timedelta(days=7)


@dataclass(frozen=True)
class Bar:
    x: float
    y: float
    width: float
    height: float
    monday: date
    opened: int
    decided: int


@dataclass(frozen=True)
class Drawing:
    """Everything that the template writes into the SVG."""

    bars: list[Bar]
    line: str
    grid: list[tuple[float, int]]
    labels: list[tuple[float, date]]
    campaign: tuple[float, float] | None  # x and width
    end: tuple[float, float]  # where the line ends
    width: int = WIDTH
    height: int = HEIGHT

    @property
    def last(self) -> Bar:
        return self.bars[-1]

    @property
    def first(self) -> Bar:
        return self.bars[0]

    @property
    def bar_label_y(self) -> float:
        """Beside the last bar, clear of the word at the end of the line."""
        return self.last.y if abs(self.last.y - self.end[1]) >= 34 else max(self.end[1] - 36, TOP + 4)

    @property
    def baseline(self) -> float:
        return BOTTOM


def monday_of(day: date) -> date:
    return day - timedelta(days=day.weekday())


def window(opened: dict[date, int], decided: dict[date, int], on: date) -> list[date]:
    """The Mondays to draw: the fifteen up to today, or up to the last week in which anything happened."""
    happened = [monday for monday in (*opened, *decided) if monday <= on]
    last = monday_of(on)
    if happened and max(happened) + 4 * WEEK < last:
        last = max(happened) + WEEK
    return [last - WEEK * n for n in range(WEEKS - 1, -1, -1)]


def draw(opened: dict[date, int], decided: dict[date, int], on: date, campaign: tuple[date, date] | None) -> Drawing:
    mondays = window(opened, decided, on)
    most = max([opened.get(day, 0) for day in mondays] + [decided.get(day, 0) for day in mondays])
    step = max(1, -(-(most + 1) // 4))  # the tallest bar leaves room for the words above it
    top = step * 4
    slot = (RIGHT - LEFT) / len(mondays)

    def y(number: int) -> float:
        return round(BOTTOM - (BOTTOM - TOP) * number / top, 1)

    bars = [
        Bar(
            x=round(LEFT + slot * n + slot * 0.16, 1), y=y(opened.get(day, 0)), width=round(slot * 0.68, 1),
            height=round(BOTTOM - y(opened.get(day, 0)), 1), monday=day, opened=opened.get(day, 0),
            decided=decided.get(day, 0),
        )
        for n, day in enumerate(mondays)
    ]  # fmt: skip
    middles = [round(LEFT + slot * (n + 0.5), 1) for n in range(len(mondays))]
    points = [(x, y(bar.decided)) for x, bar in zip(middles, bars, strict=True)]
    return Drawing(
        bars=bars,
        line=" ".join(f"{x},{height}" for x, height in points),
        grid=[(y(step * n), step * n) for n in range(5)],
        labels=[(middles[n], mondays[n]) for n in range(0, len(mondays), 4)],
        campaign=_campaign(campaign, mondays, slot),
        end=points[-1],
    )


def _campaign(span: tuple[date, date] | None, mondays: list[date], slot: float) -> tuple[float, float] | None:
    """The part of the campaign that lies in the window, to the day."""
    if span is None:
        return None
    first, last = mondays[0], mondays[-1] + WEEK
    start, end = max(span[0], first), min(span[1] + timedelta(days=1), last)
    if start >= end:
        return None
    day = slot / 7
    return round(LEFT + (start - first).days * day, 1), round((end - start).days * day, 1)
