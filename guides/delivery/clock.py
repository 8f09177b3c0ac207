"""Times as files count and write them."""


def milliseconds(seconds: float) -> int:
    """A time in whole milliseconds."""
    return round(seconds * 1000)


def clock(thousandths: int) -> str:
    """A time in milliseconds as `hh:mm:ss.mmm`."""
    seconds, rest = divmod(thousandths, 1000)
    minutes, seconds = divmod(seconds, 60)
    hours, minutes = divmod(minutes, 60)
    return f"{hours:02}:{minutes:02}:{seconds:02}.{rest:03}"
