"""Rows of capitals: spelled letter by letter, said as a word, or only stressed."""

import re

INITIALISMS = frozenset(
    re.findall(
        r"\w+",
        "IFS KAP KAT EMDR CBT DBT EFT AEDP ISTDP PTSD CPTSD OCD ADHD TRD MDD GAD MDMA LSD DMT DMN IM IV SQ SL GP RN"
        " NP CNS PNS ANS LMFT LCSW LPC LICSW MFT MSW USA UK EU UN FDA DEA NHS FAQ TV CD DVD AI VR HRV EEG ECG EKG MRI"
        " TBI TMS ECT SSRI SNRI MAOI NMDA  IFSI IFIO MBSR MBCT ABA AAI BPD NPD ASD ASMR DIY ASAP FYI"
        " RSVP ETA AKA CEO HR IQ EQ ICU ER ED AA NA OA LGBT LGBTQ LGBTQIA LGBTQI FMRI ICD DSM PHQ UV ID SOS USB GPS"
        " ATM PDF OTC IOP PM AD BC BCE CE SE",
    )
)
"""Known to be spelled letter by letter, as is every row of capitals without a vowel."""
_ACRONYMS = frozenset(
    re.findall(
        r"\w+",
        "MAPS HALT RAIN STOP TIPP GABA AMPA NARM REMS HIPAA COVID AIDS NASA SAD SUD SUDS PIN ZOOM BIPOC NATO PACE DARE "
        "RADAR LOVE HOPE GROW CALM SAGE TREE ICE RICE ACE ACES WHO RULER FLASH DEAR SMART SPACE NADA CPAP",
    )
)
"""Rows of capitals that are said as the word they look like."""
JARGON = frozenset(
    re.findall(
        r"\w+",
        "DMN CNS PNS ANS TBI TMS ECT NMDA GABA AMPA HRV EEG ECG EKG FMRI SSRI SNRI MAOI TRD MDD GAD ICD DSM PHQ SQ SL"
        " IM IV AEDP ISTDP ABA AAI NARM TIPP NADA",
    )
)
"""Read right, and yet without meaning for most who listen."""
_ALSO_WORDS = {
    "ACT": r"\s+(?:therapy|therapist|session|training|model|practitioner)\b",
    "IN": r"\s+(?:injection|spray|ketamine)\b",
    "DID": r"\s+(?:diagnosis|systems?|clients?|symptoms)\b",
    "ADD": r"\s+(?:diagnosis|medication|brain)\b",
    "OR": r"\s+(?:nurse|table|room)\b",
    "US": r"(?!)",
    "AM": r"(?!)",
}
"""Initialisms that are words as well, and what must follow for them to be spelled."""
_BEFORE = {
    "US": r"\bthe\s+$",
    "AM": r"\d\s*$",
    "DID": r"\b(?:with|have|has|called)\s+$",
    "ADD": r"\b(?:with|have|has)\s+$",
}
"""Or what must stand before them."""
SHORT_WORDS = frozenset(
    re.findall(
        r"\w+",
        "A ACT ADD AGE AGO AH AHA AID AIM AIR ALL AM AN AND ANY APE ARC ARE ARM ART AS ASH ASK AT ATE AWE AY BAD BAG "
        "BAN BAR BAT BE BED BEE BEG BET BID BIG BIN BIT BOW BOX BOY BUD BUG BUS BUT BY BYE CAB CAN CAP CAR CAT COW "
        "CRY CUE CUP CUT DAD DAM DAY DEN DEW DID DIE DIG DIM DIP DO DOG DOT DRY DUE EAR EAT EGG EGO ELM END ERA EVE "
        "EYE FAN FAR FAT FED FEE FEW FIN FIT FIX FLY FOG FOR FOX FUN FUR GAP GAS GEM GET GO GOD GOT GUM GUT GUY HAD "
        "HAM HAS HAT HAY HE HEN HER HEY HI HID HIM HIP HIS HIT HOP HOT HOW HUG HUM HUT I ICE ICY IF ILL IN INK IS IT "
        "ITS JAM JAR JAW JET JOB JOY KEY KID LAP LAW LAY LED LEG LET LID LIE LIP LIT LOG LOT LOW MAD MAN MAP MAY ME "
        "MEN MET MIX MOM MUD MUG MUM MY NAP NET NEW NO NOD NOR NOT NOW NUT OAK OAR OAT ODD OF OFF OH OIL OLD ON ONE "
        "OR OUR OUT OWE OWL OWN PAD PAN PAT PAW PAY PEA PEN PET PIE PIG PIN PIT POT PUT RAG RAN RAT RAW RAY RED RIB "
        "RID RIM RIP ROB ROD ROW RUB RUG RUN SAD SAP SAT SAW SAY SEA SEE SET SEW SHE SIN SIP SIR SIT SIX SKY SO SOB "
        "SON SOW SPY SUM SUN TAP TAR TAX TEA TEN THE TIE TIP TO TOE TON TOO TOP TOY TRY TUB TUG TWO UP URN US USE VAN "
        "VIA VOW WAR WAS WAX WAY WE WEB WED WET WHO WHY WIN WIT WOE WOW YAY YES YET YOU ZEN ZIP ZOO",
    )
)
"""Words of up to three letters that are written in capitals to stress them; other rows so short are letters."""
LONGER_WORDS = frozenset(
    re.findall(
        r"\w+",
        "ABLE ABOUT ABOVE AFTER AGAIN ALONE ALREADY ALSO ALWAYS ANYONE ANYTHING BACK BEEN BEFORE BEHIND BELONG "
        "BELOW BEST BETTER BODY BOTH BREATH BREATHE CALM CARE CHOOSE CLOSE COME COULD DOES DONE DOWN EACH EARLY "
        "EASY EITHER ELSE ENOUGH EVEN EVER EVERY EVERYONE EVERYTHING EXACTLY FEEL FIND FINE FIRST FREE FROM FULL "
        "GENTLY GIVE GOOD GREAT HAVE HEAR HELP HERE INSIDE INTO JUST KIND KNOW LAST LEAVE LESS LIKE LISTEN LITTLE "
        "LONG LOOK LOVE MAKE MANY MAYBE MIGHT MORE MOST MOVE MUCH MUST NEAR NEED NEVER NEXT NICE NONE NOTHING "
        "NOTICE ONCE ONLY OPEN OTHER OUTSIDE OVER PART PARTS PAUSE PLEASE QUITE READY REALLY REST RIGHT SAFE SAFELY "
        "SAME SELF SHOULD SLOW SLOWER SLOWLY SOFT SOFTLY SOME SOMEONE SOMETHING SOON STAY STILL STOP SUCH TAKE THAN "
        "THAT THEIR THEM THEN THERE THESE THEY THING THINGS THIS THOSE TIME TODAY TOGETHER TRUE TRUST UNDER UNTIL "
        "VERY WAIT WANT WARM WELCOME WELL WERE WHAT WHATEVER WHEN WHERE WHETHER WHICH WHILE WHOLE WILL WISH WITH "
        "WITHIN WITHOUT WONDER WORD WORDS WOULD YOUR YOURS YOURSELF",
    )
)
"""Longer words that are stressed in guides; any row so long that is not known is said as a word."""
VOWEL_NAMES = {"A": "eh"}
"""eSpeak reads a lone `A` inside a row of letters as the article; this spelling is its name."""

_CAPITALS = re.compile(r"(-?)(?<![\w'])([A-Z][A-Z0-9]{1,7})(s?)(?!\w)(-?)(\+?)")
_NUMBER = "two|three|four|five|six|seven|eight|nine|ten|eleven|twelve"
_LETTERS_OF = re.compile(r"(?<![\w'])([BCDFGKPRSTVXZ])s(?!\w)")
"""`the Cs`: the plural of a letter; vowels and `Ms` are words where no number stands before them."""
_COUNTED_LETTERS = re.compile(rf"\b((?:{_NUMBER})\s+)([A-Z])'?s(?!\w)")
_LONE_A = re.compile(
    r"\b((?i:plan|type|part|vitamin|option|step|grade|hepatitis|section|room|group|point|letter|appendix)\s+)A\b(?!')"
)


def read_capitals(text: str) -> str:
    """The text with rows of capitals spelled, and those that were only stressed in small letters."""
    loud = _shouted(text)
    text = _CAPITALS.sub(lambda match: _said(match, loud), text)
    if loud:
        return text
    text = _COUNTED_LETTERS.sub(lambda match: f"{match[1]}{spelled(match[2])}'s", text)
    return _LONE_A.sub(r"\1eh", _LETTERS_OF.sub(r"\1's", text))


def spelled(letters: str) -> str:
    """Letters one by one: `K eh P`."""
    return " ".join(VOWEL_NAMES.get(letter, letter) for letter in letters)


def is_listed(capitals: str) -> bool:
    """Whether a row of capitals is known, also to those who listen: as letters, a word of the field, or stressed."""
    return capitals in (INITIALISMS | _ACRONYMS | SHORT_WORDS | LONGER_WORDS) - JARGON


def _said(match: re.Match[str], loud: bool) -> str:
    before, word, plural, after, plus = match.groups()
    if not _is_initialism(match, loud):
        stressed = word.lower() if word.isalpha() and word in SHORT_WORDS else word
        return f"{before}{stressed}{plural}{after}{plus}"
    parts = re.findall(r"[A-Z]+|\d+", word)
    letters = " ".join(spelled(part) if part.isalpha() else part for part in parts)
    # A hyphen beside a letter's name would be swallowed, or read as a minus before a number.
    left, right = (" " if before and match.start() else ""), " " if after else ""
    return f"{left}{letters}{chr(39) + 's' if plural else ''}{' plus' if plus else ''}{right}"


def _shouted(text: str) -> bool:
    """Whether most of a sentence is in capitals, so that they say nothing about a word."""
    capitals = sum(len(word) for word in re.findall(r"\b[A-Z]{2,}\b", text))
    return capitals > 8 and capitals > 0.6 * sum(character.isalpha() for character in text)


def _is_initialism(match: re.Match[str], loud: bool) -> bool:
    word = match[2]
    if word in _ALSO_WORDS:
        before, after = match.string[: match.start()], match.string[match.end(3) :]
        preceded = word in _BEFORE and re.search(_BEFORE[word], before, re.I) is not None
        return not loud and (preceded or re.match(_ALSO_WORDS[word], after) is not None)
    if word in INITIALISMS or not re.search(r"[AEIOUY]", word):
        return True
    return len(word) <= 3 and not loud and word not in SHORT_WORDS and word not in _ACRONYMS
