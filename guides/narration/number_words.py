"""Numbers as words."""

import re
from functools import cache
from typing import Any

DIGITS = ("zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine")
FRACTIONS = {2: "half", 4: "quarter"}


@cache
def _engine() -> Any:
    # Importing it takes longer than most commands; only numbers in a new sentence need it.
    import inflect

    return inflect.engine()


class NumberWords:
    """Numbers in one variety of English: `one hundred and five` in en-gb, without `and` in en-us."""

    def __init__(self, language: str) -> None:
        self.american = not language.lower().startswith("en-gb")
        self._and = "" if self.american else "and"

    def cardinal(self, written: str) -> str:
        """`1,250` → one thousand two hundred fifty; `3.5` → three point five."""
        whole, point, decimals = written.replace(",", "").partition(".")
        words = str(_engine().number_to_words(int(whole or 0), andword=self._and)).replace(",", "")
        return f"{words} point {self.digits(decimals)}" if point else words

    def ordinal(self, number: int) -> str:
        """`21` → twenty-first."""
        return str(_engine().ordinal(self.cardinal(str(number))))

    def digits(self, written: str) -> str:
        """`988` → nine eight eight."""
        return " ".join(DIGITS[int(digit)] for digit in re.sub(r"\D", "", written))

    def year(self, written: str) -> str:
        """`1994` → nineteen ninety-four, `2005` → two thousand five, `2024` → twenty twenty-four."""
        number = int(written)
        high, low = divmod(number, 100)
        if low == 0:
            return self.cardinal(written) if high % 10 == 0 else f"{self.cardinal(str(high))} hundred"
        if high % 10 == 0 and low < 10:
            return self.cardinal(written)
        return f"{self.cardinal(str(high))} {'oh ' if low < 10 else ''}{self.cardinal(str(low))}"

    def decade(self, written: str) -> str:
        """`1990` → nineteen nineties, `90` → nineties, `2000` → two thousands."""
        number = int(written)
        low = number % 100
        if low == 0:
            return self.year(written) + "s"
        tens = self.cardinal(str(low))[:-1] + "ies"
        return tens if number < 100 else f"{self.cardinal(str(number // 100))} {tens}"

    def fraction(self, above: int, below: int) -> str:
        """`1/2` → one half, `3/4` → three quarters, `7/10` → seven out of ten."""
        if below in (10, 100) or below > 20 or above >= below or not below:
            return f"{self.cardinal(str(above))} out of {self.cardinal(str(below))}"
        part = FRACTIONS.get(below) or self.ordinal(below)
        if above == 1:
            return f"one {part}"
        return f"{self.cardinal(str(above))} {'halves' if below == 2 else part + 's'}"

    def clock(self, hours: int, minutes: int) -> str:
        """`8:05` → eight oh five, `8:00` → eight o'clock, `14:00` → fourteen hundred."""
        hour = self.cardinal(str(hours))
        if not minutes and hours > 12:
            return f"{hour} hundred"
        if not minutes:
            return f"{hour} o'clock"
        return f"{hour} {'oh ' if minutes < 10 else ''}{self.cardinal(str(minutes))}"
