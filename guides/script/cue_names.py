"""The cues by name, each with an example of its right spelling."""

SAMPLES = {
    "pause": "[pause 5s]",
    "silence": "[silence 2m]",
    "music": "[music river.flac, fade 12s]",
    "bell": "[bell]",
    "breathe": "[breathe in 4s, out 6s, 3 times]",
    "at": "[at 25m]",
    "phase": "[phase peak 15m]",
    "voice": "[voice michael]",
    "take": "[take #welcome]",
}

CUES = frozenset(SAMPLES)

MEANT = {
    "break": "pause",
    "wait": "pause",
    "rest": "pause",
    "stop": "pause",
    "quiet": "silence",
    "silent": "silence",
    "still": "silence",
    "sound": "music",
    "track": "music",
    "gong": "bell",
    "chime": "bell",
    "breath": "breathe",
    "breathing": "breathe",
    "speaker": "voice",
    "narrator": "voice",
    "recording": "take",
}
"""Other words for them, to suggest the right one."""
