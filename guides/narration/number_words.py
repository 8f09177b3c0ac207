"""Numbers as words."""

import re

DIGITS = ("zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine")
_TEENS = ("thir", "four", "fif", "six", "seven", "eigh", "nine")
SMALL = (*DIGITS, "ten", "eleven", "twelve", *(f"{word}teen" for word in _TEENS))
TENS = ("twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety")
THOUSANDS = ("", " thousand", " million", " billion", " trillion")
ORDINALS = {
    "one": "first",
    "two": "second",
    "three": "third",
    "five": "fifth",
    "eight": "eighth",
    "nine": "ninth",
    "twelve": "twelfth",
}
FRACTIONS = {2: "half", 4: "quarter"}


class NumberWords:
    """Numbers in one variety of English: `one hundred and five` in en-gb, without `and` in en-us."""

    def __init__(self, language: str) -> None:
        self.american = not language.lower().startswith("en-gb")
        self._and = " " if self.american else " and "

    def cardinal(self, written: str) -> str:
        """`1,250` → one thousand two hundred fifty; `3.5` → three point five."""
        if written.startswith("-"):
            return f"minus {self.cardinal(written[1:])}"
        whole, point, decimals = written.replace(",", "").partition(".")
        words = self._whole(whole or "0")
        return f"{words} point {self.digits(decimals)}" if point else words

    def _whole(self, written: str) -> str:
        """A whole number; one that is longer than any that is counted is a code, and read by its digits."""
        if len(written.lstrip("0")) > 3 * len(THOUSANDS):
            return self.digits(written)
        rest, groups = int(written), list[int]()
        while rest or not groups:
            rest, group = divmod(rest, 1000)
            groups.append(group)
        parts = [self._hundreds(group) + name for group, name in zip(groups, THOUSANDS, strict=False) if group]
        if not parts:
            return DIGITS[0]
        # One thousand and five, as one hundred and five.
        lone = len(groups) > 1 and 0 < groups[0] < 100
        return f"{' '.join(reversed(parts[1:]))}{self._and}{parts[0]}" if lone else " ".join(reversed(parts))

    def _hundreds(self, number: int) -> str:
        """A number from 1 to 999."""
        hundreds, below = divmod(number, 100)
        if not hundreds:
            return _below_hundred(below)
        return f"{DIGITS[hundreds]} hundred{self._and + _below_hundred(below) if below else ''}"

    def ordinal(self, number: int) -> str:
        """`21` → twenty-first."""
        words = self.cardinal(str(number))
        last = re.split(r"[ -]", words)[-1]
        return words.removesuffix(last) + ORDINALS.get(last, f"{last[:-1]}ieth" if last.endswith("y") else f"{last}th")

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


def _below_hundred(number: int) -> str:
    if number < len(SMALL):
        return SMALL[number]
    tens, ones = divmod(number, 10)
    return TENS[tens - 2] + (f"-{DIGITS[ones]}" if ones else "")
