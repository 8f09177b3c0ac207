"""Orders where an offer belongs: what must be, what is forbidden, and what is to be kept up at all costs.

A plain imperative is no order by itself: "Feel your feet on the floor" is how one person invites another. What
coerces is in the words around it.
"""

import re
from collections.abc import Iterator

from guides.care.negation import is_negated
from guides.care.passages import Heard, Line
from guides.care.quoting import goes_on_reporting, is_reported
from guides.care.rule import Finding, Rule, found_in

_SAFE = re.compile(
    r"\b(?:driv(?:e|es|ing)|decisions?|alcohol|emergency|therapist|clinician|doctor|nurse|sitter|call|calls|phone"
    r"|stand(?:ing)? up|get(?:ting)? up|alone|on your own|tomorrow|bath|machinery|sign|911|999|112|headphones|volume"
    r"|hurry|rush|worry|helps?|fast|quickly|suddenly|traffic|wheel)\b",
    re.I,
)
"""What a person has to know for their safety may be said plainly."""
_CHOICE = re.compile(
    r"(?<!even )\bif (?:you|it|that|this|there|your|any\w*|a|the|one|some\w*|sitting|lying|standing)\b|\bunless\b"
    r"|\b(?<!until )(?:whenever|wherever|however)\b"
    r"|\byou (?:can|may|could|might|(?:would )?(?:like|prefer)|wish)\b(?! only| not)|\bfor as long as\b"
    r"|\bas (?:long|much|little|far|often|still|near|quiet\w*|you) as (?:you|is|it|feels|suits)\b|\bas you (?:like|wish"
    r"|please|prefer)\b"
    r"|\bor not\b|, or (?!I\b|it will|else)|\bor (?:let|leave|rest|move about|walk|open|lie|sit|stand|just|stop)\b"
    r"|\bperhaps\b|\bmaybe\b|\bfree to\b|\bup to you\b|\bcomfortabl[ey]\b|\b(?:nice|good|pleasant|fine|possible)[.,]",
    re.I,
)
"""Leaves room beside an imperative."""
_ADVERBS = (
    r"(?:(?:now|and|then|so|next|again|just|simply|gently|slowly|softly|please|first|finally|okay|ok|very|also"
    r"|carefully|quietly|always|only|once more|right now|from now on|here|all right|until then|for now|this time)"
    r",? )*"
)
_START = (
    rf"(?:^|[;:]\s+|\s[–—-]+\s|—\s?|,\s+(?=(?:and|but|then|now|so|just|or|do|don't|keep|stay|not)\b))['\"]?{_ADVERBS}"
)
_VERB = (
    r"(?:stay|stand|sit|lie|lay|keep|hold|be|remain|wait|rest|listen|look|watch|go|step|walk|move|come|get|bring|take"
    r"|put|place|let|give|tell|ask|say|speak|open|close|shut|drop|turn|face|feel|breathe|inhale|exhale|count|focus"
    r"|concentrate|follow|do|don't|try|push|press|carry|continue|finish|begin|start|stop|forget|forgive|remember"
    r"|think|imagine|picture|write|read|leave|make|allow|accept|trust|return|dive|sink|fall|force|pull|show|send"
    r"|repeat|answer|choose|decide|lean|enter|confront|sink|keep)"
)
_BODY = (
    r"(?:eyes|eyelids|lids|body|hands?|feet|legs?|back|spine|head|neck|breath|breathing|mind|thoughts?|attention|mouth"
    r"|tongue|shoulders|face|gaze|focus|muscles?)"
)
_HARD = (
    r"(?:pain|hurt|fears?|grief|sadness|sorrow|shame|anger|rage|terror|panic|horror|dread|memory|memories|trauma|wound"
    r"|darkness|emotions?|worst|loss|guilt|loneliness|nightmare|discomfort)"
)

_MODAL = (
    r"(?:must|(?:have|'ve) (?:got )?to|(?:'ve )?gotta|need to|ought to|should|had better|'d better|are to|'re to"
    r"|(?:'re|are) (?:required|obliged|expected|supposed|meant|ordered|commanded|forbidden) to|(?:'re"
    r"|are) not (?:allowed|permitted) to"
    r"|aren't (?:allowed|permitted) to|must not|mustn't|should not|shouldn't|are not to|'re not to)"
)
_TO = r"(?! (?:have been|yourself|yourselves|your|the|a|an|me|us|it|them|him|her|each|this|that|others?|other)\b)"
_EPISTEMIC = (
    r"(?! (?:have \w+(?:ed|n|t|d)\b|be (?:tired|hungry|curious|wondering|exhausted|worn|proud|glad|cold|busy|able|lying"
    r"|asking)|hear\b|find\b|know that you can|know,? (?:first )?that you (?:can|may)))"
)
_MUST = (
    re.compile(
        rf"\byou(?: (?:really|simply|always|now|absolutely|first|still|do|just|all))*(?<!only)(?: "
        rf"|(?='))(?P<modal>{_MODAL})"
        rf"(?: (?:now|not|just|first|always|really|never|simply|only))*{_TO}{_EPISTEMIC} \w+",
        re.I,
    ),
    re.compile(
        r"\b(?:it is|it's|it will be|it remains) (?:\w+ly |very |so |most )?(?:important|necessary|essential|vital"
        r"|crucial|mandatory|imperative|obligatory|compulsory)(?: (?:here|now|today|though|for this))?"
        r" (?:that you (?!can\b|may\b|feel free|know)|(?:for you )?to (?!you\b|it\b|them\b|this\b|that\b|a\b|some\b"
        r"|the\b|your\b|me\b|us\b|know that you))\w+",
        re.I,
    ),
    re.compile(
        r"\b(?:i|we)(?: |(?='d))(?:want|need|require|expect|order|command|urge|am asking|instruct"
        r"|would like|'d like|insist|insist that) you (?:all )?+(?:now )?+(?:to )?+(?!know|feel free|have|hear|be able"
        r"|remember|as\b|are\b|can\b|may\b|here\b|there\b|at\b|with\b|more\b|back\b|in\b)\w+"
        r"|\bi (?:insist|forbid|demand)\b",
        re.I,
    ),
    re.compile(
        rf"\byour (?:\w+ )?{_BODY} (?:must|ha(?:s|ve) (?:got )?to|needs? to|(?:is|are) (?:not )?to|should|had better)"
        r"(?: not)? (?!have been|do nothing|do anything)\w+"
        r"|\b(?:nothing|nobody|no one|no (?:\w+ )?(?:finger|muscle|hand|part of you|limb)) (?:is to|are to|may"
        r"|should|shall)"
        r" (?:move|stir|speak|leave|open|be said|disturb|interrupt)\b"
        r"|\b(?:everyone|everybody|all of you|each of you) (?:must|has to|have to|needs? to|is to|are to|had better)\b",
        re.I,
    ),
    re.compile(
        r"\byou (?:may not|cannot|can't|can not) (?:move|leave|open your eyes|get up|quit|pause|turn (?:it|this) off"
        r"|look away|speak|talk|interrupt)\b(?! (?:much|a lot|for a while|far|well))"
        r"|\byou (?:may not|cannot|can't|can not) stop (?:now|until|yet|here|before|this|halfway)\b"
        r"|\byou will (?:now )?(?:obey|do (?:as|exactly|what)|follow my|stay (?:exactly|perfectly|still)|not (?:move"
        r"|stop"
        r"|open|leave|speak|resist))\b"
        r"|\byou will now (?!hear|have|be|find|get|come|see|feel|notice)\w+"
        r"|\b(?:make sure|see to it|be sure) (?:that )?you (?:feel|stay|keep|do not|don't|never|follow|hold|focus"
        r"|remain"
        r"|finish|do (?:it|this|as))\b|\byou have no choice\b|\bthere is no (?:way back|turning back|stopping)\b"
        r"|\b(?:moving|talking|stopping|speaking|leaving|opening your eyes|looking away) is (?:not allowed"
        r"|forbidden)\b",
        re.I,
    ),
)
_FREES = re.compile(
    r"\b(?:what|whatever|all|anything|everything|nothing|nowhere|no one|time|if|when(?:ever)?|as|than|that|where|how"
    r"|part|does not mean|who|why|space|rest|not|until|before|because|whether|something|someone|things?|work|people"
    r"|places?"
    r"|only|just(?= )|questions?|voices?|ones?)(?:,? (?:also|then|now|really|ever|still|just|do))*\W*$"
    r"|\b(?:what|if|when(?:ever)?|as|than|that|where|how|why|whether|who) (?:[\w']+ ){0,2}$",
    re.I,
)
"""Stands before a clause that tells of a need, and orders nothing."""
_ONLY = re.compile(
    r"\byou (?:only|just) (?:have|need) to (?:lift|raise|say|press|tell|call|open|ask|wave|squeeze|move|tap|nod"
    r"|look|turn|stop|be)\b|\byou only\b",
    re.I,
)
"""How little it takes."""
_ORDERS = tuple(
    re.compile(pattern, re.I)
    for pattern in (
        # Movement, stopping, eyes and speech forbidden.
        rf"(?:{_START}|\band ){_ADVERBS}(?P<order>(?:do not|don't|never|(?:but|and|or|please"
        rf"|just) not) (?:you )?(?:ever "
        r"|even |dare (?:to )?|try to )?(?:move|stir|stop(?! (?:if|taking))|budge|twitch|fidget|scratch|cough"
        r"|swallow|open"
        r" (?:your|them|either)|speak|talk|say (?:a|one|any)|look (?:away|back|around|up|at anything)|turn (?:away"
        r"|back|it off|this off)|run|leave (?:it|this|that|the|until|before|your)|give up|resist|fight|interrupt"
        r"|pause|question|doubt|disobey|shift|flinch|cry|think (?:about|of) (?:anything|something)|think\b(?=[.,!])"
        r"|break (?:off|it|the|contact|away)|let (?:your (?:mind|attention|eyes|thoughts)|anything|yourself"
        r" (?:cry|stop|wander|drift|get|be)|it (?:go|get away|slip|stop))|fall asleep|give in|hold (?:back"
        r"|anything back))\b)",
        rf"{_START}(?P<order>no (?:moving|talking|peeking|stopping|fidgeting|scratching|speaking|looking|cheating"
        rf"|excuses)\b)",
        # A manner that allows no other.
        rf"(?:{_START}|\band ){_ADVERBS}(?P<order>(?:keep|stay|hold|remain|sit|lie|stand|be)\b(?: (?:your|the|\w+"
        rf"|yourself))"
        r"{0,4}? (?:(?:perfectly|completely|absolutely|utterly|totally|entirely|dead|fully|ever so|as) (?:still"
        r"|straight"
        r"|motionless|silent|rigid|upright|quiet|calm)|motionless|immobile|frozen|like a statue))\b",
        rf"(?:{_START}|\band ){_ADVERBS}(?P<order>(?:keep|hold|stay|be|sit|stand|lie) (?:very |quite "
        rf"|all )?still)\b(?! (?:with"
        r"|here|near|there))",
        rf"(?:{_START}|\band ){_ADVERBS}(?P<order>(?:keep|hold) your (?:[\w,]+ ){{1,4}}?(?:still|straight|rigid|fixed"
        r"|motionless|locked|tight|upright|quiet)(?! (?:open|on the (?:floor|room|window))))\b",
        rf"(?:{_START}|\band ){_ADVERBS}(?P<order>(?:stay|remain|sit|lie|stand|keep|wait) (?:\w+ )?exactly\b"
        rf"|{_VERB}\b[^.;:,]"
        r"{0,30} exactly (?:as|what|like|where|the way) (?:i|you are|you're|told|said|it)\b)",
        rf"{_START}(?P<order>(?:lie|sit|stay|remain|wait|rest|keep|hold|stand|listen|watch|look|follow|breathe|do|go"
        rf"|be)\b"
        r"[^.;:]{0,40}\bwithout (?:\w+ )?(?:moving|stirring|stopping|a (?:word|sound|single|pause|break)|interrupt\w+"
        r"|opening|question|fail|resist\w+|speaking|talking|looking away|blinking|complain\w*))\b",
        # At once.
        rf"^(?:and )?(?P<order>(?:right now|at once|immediately|this (?:very )?instant"
        rf"|this (?:very )?second),? (?:and )?"
        rf"(?:{_VERB})(?<!feel)(?<!let)(?<!look)(?<!listen)(?<!be)(?<!rest)(?<!give)\b)",
        rf"{_START}(?P<order>{_VERB}\b[^.;:?]{{0,50}} (?:at once|immediately|this (?:very )?instant"
        rf"|without (?:any )?delay"
        r"|straight ?away|this (?:very )?minute))[.!,]",
        rf"{_START}(?P<order>(?:stop|do|go|get|drop|open|close|tell|put|come|face|forgive|leave|sit|stand|breathe|bring"
        r"|walk|step|say|give|move|return|relax)\b[^.;:?]{0,40} right now)[.!]",
        # Whatever it costs.
        rf"{_START}(?P<order>(?:{_VERB})\b[^.;?]{{0,60}}\b(?:no matter (?:what|how|who)|whatever (?:happens|comes up"
        rf"|it takes"
        r"|the cost|you do)|at (?:all|any) costs?|come what may|to the (?:very |bitter )?end\b(?! of)|even if (?:it"
        r" (?:hurts|is (?:too )?(?:hard|much|painful|frightening|scary|unbearable|more than))|you (?:do not|don't) want"
        r"|you (?:want|would like|feel like|wish) (?:to )?stop\w*|you are (?:afraid|scared)|(?:a|any|some|your|every)"
        r" (?:part|protector)s?)|in spite of|despite|anyway|regardless))\b",
        r"(?P<order>\b(?:no matter what(?: (?:happens|comes(?: up)?|you feel|it says|they say|rises))?"
        r"|whatever (?:happens"
        r"|comes up|you do)|at all costs|under no circumstances|on no account),? (?:do not|don't|never|keep|stay"
        r"|go on|hold|"
        r"remain|follow|continue|carry on)\b)",
        # Obedience.
        rf"{_START}(?P<order>(?:{_VERB}|do not|don't|never)\b[^.;?]{{0,60}}\b(?:until|unless|before|when|as|what"
        rf"|where) (?:i|this"
        r" voice) (?:say|tell|count|allow|let you|instruct|order|give you|ask you))\b",
        rf"{_START}(?P<order>do (?:exactly )?(?:as|what) (?:i|you're|you are|this)\b|obey\b|listen (?:only )?to me\b"
        rf"|listen only"
        r"|follow (?:my|the|these|every|all) (?:\w+ )?(?:instructions?|orders?|commands?)|answer me\b|pay (?:close "
        r"|full |careful"
        r" |strict )?attention(?: to (?:me|my|every|each|what i))?(?=[.!,]| to (?:me|my|every|each|what i))"
        r"|concentrate\b"
        r"|(?:focus|think) only (?:on|of|about)|do nothing else)",
        # What nobody can do because they are told.
        rf"{_START}(?P<order>(?:clear|empty|quiet|silence|still|control|master|discipline) your (?:mind|head|thoughts"
        r"|thinking|feelings|emotions)|stop (?:thinking|worrying|crying|resisting|fighting|trying|being|feeling|running"
        r"|hiding|holding (?:on|back)|avoiding|judging|complaining|doubting|making|struggling)|(?:be|stay) (?:strong"
        r"|brave"
        r"|calm|quiet|silent|tough)(?=[.!,;]|$| and\b| now)|forgive (?:yourself|them|him|her|everyone|those|your)"
        r"|accept (?:it|that"
        r"|this|what)|face (?:it|your|the)(?! (?:window|wall|room|door|light|sun|chair|garden|sky))"
        r"|force (?:yourself|it)"
        r"|make yourself (?:feel|do|go|look|stay|face|think|remember|relax)"
        r"|try harder|pull yourself together|snap out of|get over (?:it|this|yourself)|confront"
        r"|give it your all|push (?:yourself|harder|on)\b)",
        # Into what hurts.
        rf"{_START}(?P<order>(?:(?:go|step|walk|move|dive|drop|sink|breathe|lean|get|enter|fall|look|reach|return)\b(?:"
        rf" (?:right|straight|directly|all the way|back|down|now|deep|deeply))* (?:in ?to|through|inside|to|toward"
        rf"|towards)"
        rf"|stay (?:with|in|inside)|hold on to|focus on|concentrate on|feel|relive|re-live|remember|recall"
        rf"|bring (?:up|back|to mind))"
        rf" (?:all )?(?:of )?(?:the|that|your|this|those|what|every) (?:\w+ )?{_HARD})\b",
        rf"{_START}(?P<order>stay (?:in|with) (?:it|them) (?:until (?!it (?:ends|fades))|and (?:do not|don't)|to the)"
        rf"|step into the (?:memory|feeling)"
        r"|go back to (?:that|the) (?:day|night|moment|time|place|hour) (?:it|when|where|of)|re-?live\b)",
    )
)
_ORDER = "This is an order; an offer leaves the listener free to do something else."


def _find_commands(heard: Heard) -> Iterator[Finding]:
    for line in heard.lines:
        if not _SAFE.search(line.text):
            yield from _musts(heard, line)
            yield from _orders(line)


def _musts(heard: Heard, line: Line) -> Iterator[Finding]:
    """Where a listener is told what they must do, and not of a need that someone may have."""
    earlier = heard.lines[line.number - 1] if line.number else None
    if earlier and earlier.passage == line.passage and goes_on_reporting(earlier.text, line.text):
        return
    for pattern in _MUST:
        for found in pattern.finditer(line.text):
            before = line.text[: found.start()]
            freed = _FREES.search(before) or _ONLY.match(line.text, found.start()) or line.text.endswith("?")
            if not freed and not is_negated(line.text, found.start()) and not is_reported(line.text, found.start()):
                yield found_in(line, found.start(), found.end(), "This tells the listener what they must do.")


def _orders(line: Line) -> Iterator[Finding]:
    """Imperatives that coerce, where the sentence leaves no room beside them."""
    if _CHOICE.search(line.text):
        return
    for pattern in _ORDERS:
        for found in pattern.finditer(line.text):
            start = found.start("order")
            if not is_negated(line.text, start) and not is_reported(line.text, start):
                yield found_in(line, start, found.end("order"), _ORDER)


COMMAND = Rule(
    name="command",
    reason=(
        "An order leaves two ways: to obey, or to fail. Parts that were ordered about before do one of the two. An "
        "offer"
        " lets the person find what is right for them, and a no stays possible."
    ),
    instead="Make it an offer: “You could …”, “If you like, …”, “Perhaps …”, or give a choice of two.",
    breaks="Keep perfectly still. You must stay with the feeling. Do not move until you hear the bell.",
    keeps="Feel your feet on the floor. You could stay with it, or turn to something else. Move whenever you like.",
    find=_find_commands,
)
