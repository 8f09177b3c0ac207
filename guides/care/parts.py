"""A part of a person, by the names that guides give it."""

import re

PART = (
    r"(?:parts?|protectors?|managers?|firefighters?|exiles?|(?:inner |self[- ])?critic|inner (?:child|voice"
    r"|critic|guard\w*)"
    r"|worrier|planner|perfectionist|pleaser|guardians?)"
)
"""A part of a person, by the names that guides give it."""
_THE = r"(?:the|this|that|these|those|your|a|an|any|all|every|each|some|one of|whichever|another)"
A_PART = rf"(?:{_THE} (?:\w+[- ]){{0,3}}?{PART}(?: of you)?)"
IT = rf"(?:it|them|him|her|{A_PART}|the one (?:that|who))"
"""The same, or a word that stands for it."""
TENDER = re.compile(
    r"\b(?!(?<=\bbe a )(?:small|little) one\b)(?:exiles?|(?:tender|hurt|hurting|wounded|young(?:er|est)?|little|small(?:er)?|vulnerable|fragile|sad|lonely"
    r"|grieving|scared|frightened|abandoned|raw|sore|child|childlike),? (?:(?!of|with|in|and|to|for|or)\w+ )?(?:parts?|ones?|self|boy"
    r"|girl|child)|(?:young(?:er)?|little|small|child) you"
    r"|inner child|child (?:part|in(?:side)? (?:of )?you|within(?: you)?|you (?:once )?were)"
    r"|part (?:of you )?(?:that|who|which) (?:\w+ ){0,2}?(?:hurts?|was hurt|is hurting|is hurt|carries|holds"
    r"|got hurt|suffer\w*"
    r"|grieves?|is (?:young|small|little|tender|wounded|sad|lonely))"
    r"|(?:old|deep|deepest|first|early|childhood) (?:wound|wounds|hurt|pain)|(?:the|your|that|its) wounds?)\b",
    re.I,
)
"""A part that carries pain, before which a way out is said again."""
