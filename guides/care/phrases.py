"""Words that ask or promise more than a recording can: loaded words and promises."""

import re
from collections.abc import Iterator, Sequence

from guides.care.negation import is_negated
from guides.care.passages import Heard, Line
from guides.care.rule import Finding, Rule, found_in

Phrases = Sequence[tuple[re.Pattern[str], str]]


def phrases(*pairs: tuple[str, str]) -> Phrases:
    """Patterns, each with what is to be said of it."""
    return tuple((re.compile(pattern, re.I), message) for pattern, message in pairs)


def matches(line: Line, table: Phrases, unless: re.Pattern[str] | None = None) -> Iterator[Finding]:
    """Each phrase of a table in a sentence, where it is not taken back by a `not` before it."""
    for pattern, message in table:
        for found in pattern.finditer(line.text):
            if is_negated(line.text, found.start()):
                continue
            if unless is not None and unless.search(line.text, max(found.start() - 40, 0), found.end()):
                continue
            yield found_in(line, found.start(), found.end(), message)


_SO = r"(?:(?:\w+ly|so|very|now|quite|all|here|always|perfectly|held and|loved and|warm and|and) )*"
_LOADED = phrases(
    (
        rf"\b(?:you(?:'re| are)|you(?:'ve| have) always been|you(?:'ll| will) be) {_SO}(?:in safe hands|safe\b)"
        r"|\byou(?:'re| are) (?:\w+,? and )safe\b"
        rf"|\b(?:it(?:'s| is)|everything(?:'s| is)|all is|everyone(?:'s| is)|this is) {_SO}safe\b(?! to (?:stop"
        r"|drive|call|leave|get|stand))"
        r"|\b(?:this|here) is (?:a|your) (?:\w+ )?safe (?:place|space|room|harbou?r|container)\b|\byour safety is\b"
        r"|\byou(?:'re| are) in (?:a|your) (?:\w+ )?safe (?:place|space|room|container)\b|\bsafe and (?:sound"
        r"|held|protected|loved)\b",
        "A recording cannot know that the listener is safe, and a part that is not sure may feel unheard.",
    ),
    (
        r"\blet(?:ting|s)? go\b(?! (?:of the (?:buttons?|handrail|rail)|on\b))|\blet(?:ting)? (?:it all"
        r"|everything|yourself|all of (?:it|this|that)|all (?:this|that)|go and|all your \w+"
        r"|your (?:guard|control|defen[cs]es|worries|fears|thoughts|pain|tension|mind|body)|(?:the|any"
        r"|all) (?:\w+ )?(?:tension|control|pain|fear|worry|worries|thoughts?|past)) go\b"
        r"|^(?:(?:and|now|just|then|so),? )*let (?:it|that|this|them|these|those) (?:all )?go\b(?! (?:on|by"
        r"|past|at|as|where))",
        "“Let go” is easily heard as an order, by parts that hold on for a reason.",
    ),
    (
        r"\bsurrender(?:s|ed|ing)?\b|\bgiv(?:e|ing) (?:yourself )?over to\b|\bgiv(?:e|ing) in to\b|\bgiv(?:e"
        r"|ing) up (?:all |your |any )*control\b|\blos(?:e|ing) control\b",
        "To surrender is what someone who was once overpowered least can.",
    ),
    (
        r"\b(?:just|simply|only|now|please|so|and|try to|need to|have to|must|should|to) (?:\w+ly )?(?:relax"
        r"|calm down|chill)\b(?! your)(?! and you)|\brelax(?:ing)? (?:completely|deeply|fully|totally|more"
        r"|even|into|and (?:let|sink|drift|enjoy))\b"
        r"|\b(?:completely|deeply|totally|fully|more and more|even more) relax(?:ed|ing)?\b"
        r"|^relax\b[.,!… ]*(?:$|now|and)|\bcalm down\b|\bdon't worry\b|\bdo not worry\b|\bsettle down\b",
        "“Just relax” makes a task of what comes by itself, or does not.",
    ),
    (
        r"\b(?:go|goes|going|gone|drift|drifting|sink|sinking|drop|dropping|fall|falling|float|floating|move"
        r"|moving|dive|diving|travel|travelling|traveling|slide|sliding|get|getting|take you|pull you"
        r"|let yourself)"
        r"(?: (?:\w+ly|even|much|a little|a bit|ever|yourself|down|still|so|in|further|yet|you))* (?:deeper"
        r"|deep down|further (?:in|down|inside))\b|\bdeeper and deeper\b|\bdeeper (?:into|inside|within|still"
        r"|down|now|relax\w*|trance|sleep)\b|\bdeepen(?:ing)? (?:your|the|this)\b",
        "“Deeper” pulls where a part may want to stay. How far to go is the listener's own.",
    ),
    (
        r"\btrust (?:me\b|my (?:voice|words|guidance)|us\b|in me\b|what i say|(?:in )?(?:the|this"
        r"|your) (?:process|medicine|journey|guide|ketamine|experience)|completely|fully)"
        r"|\byou can trust (?:me|this|us)\b",
        "Trust cannot be asked for by a recording.",
    ),
)
_ONLY_IF = re.compile(
    r"\b(?:if|whether|when(?:ever)?|where|once|until|unless|sure(?: that)?|as long as|so long as|while"
    r"|somewhere|wherever|how|are|think|feels?|ask) (?:that )?(?:you(?:'re| are)|it(?:'s| is)|everything is"
    r"|this is|everyone is)\b",
    re.I,
)
_EYES = re.compile(
    r"\b(?:clos(?:e|es|ing)|shut(?:ting)?) (?:both |down )?(?:of )?(?:your|the|those|both) (?:\w+ )?(?:eyes"
    r"|eyelids|lids)\b"
    r"|\b(?:let(?:ting)?|allow(?:ing)?|feel(?:ing)?) (?:both )?your (?:eyes|eyelids"
    r"|lids) (?:to )?(?:\w+ly )?(?:close|shut|drop|fall|drift|grow heavy|become heavy|get heavy|droop)\b"
    r"|\b(?:with|keep(?:ing)?|have) (?:your |both )?(?:eyes|eyelids) (?:\w+ly )?(?:closed|shut)\b"
    r"|\bwith closed eyes\b|\byour eyes (?:are|will|now) (?:\w+ )?(?:closing|closed|close)\b"
    r"|\beyes (?:closed|shut)\b|\bclose them\b",
    re.I,
)
_EYES_CHOICE = re.compile(
    r"\b(?:open|half[- ]open|lower(?:ed|ing)?|soft(?:en|ly|ened)?|rest(?:ing)? (?:on|your (?:eyes|gaze))|gaze"
    r"|look(?:ing)? (?:at|down|toward|softly|around)"
    r"|covered|cover them|not to|or not|if (?:you|that|it|closing|this)|as you (?:like|prefer|wish)|whichever"
    r"|whatever|no need|do not (?:have|need)|don't (?:have|need)|prefer|up to you|either)\b",
    re.I,
)
_OPENS_LATER = re.compile(
    r"\b(?:before|until|when|then|later|now|and) (?:you )?(?:\w+ )?open(?:ing)? (?:them"
    r"|your eyes)\b",
    re.I,
)


def _find_loaded(heard: Heard) -> Iterator[Finding]:
    for line in heard.lines:
        yield from matches(line, _LOADED, _ONLY_IF)
        yield from _closed_eyes(heard, line)


def _closed_eyes(heard: Heard, line: Line) -> Iterator[Finding]:
    """Eyes to be closed where nothing near offers to leave them open."""
    found = _EYES.search(line.text)
    if found is None or is_negated(line.text, found.start()):
        return
    near = [other.text for other in heard.lines if abs(other.passage - line.passage) <= 1]
    said = " ".join(_OPENS_LATER.sub("", text) for text in near if text != line.text)
    own = _OPENS_LATER.sub("", line.text)
    offered = _EYES_CHOICE.search(own) or re.search(
        r"\beyes\b[^.]*\b(?:open|covered|half)"
        r"|\bopen\b[^.]*\beyes\b|\b(?:gaze|lowered)\b",
        said,
        re.I,
    )
    if not offered:
        message = "Eyes are to be closed here, and nothing else is offered; some people need to see where they are."
        yield found_in(line, found.start(), found.end(), message)


_WELL = (
    r"(?:fine|okay|ok|all right|alright|well|better|healed|cured|free|calm\w*|happy|happier|whole|at peace"
    r"|peaceful|safe\w*|relaxed|changed|transformed|new|different"
    r"|strong\w*|rested|grateful|glad|released|renewed|able|lighter|light|clear\w*|complete|protected|loved"
    r"|reborn|unburdened|restored|refreshed|cleansed|a new|over|gone|one with|at home|held)"
)
_IT_HURTS = (
    r"(?:pain|fears?|sadness|sorrow|grief|anxiety|depression|trauma|symptoms?|hurt|worry|worries"
    r"|darkness|weight|burdens?|shame|anger|loneliness|suffering|wounds?|problems?|tension|past"
    r"|memor(?:y|ies)|nightmares?|cravings?)"
)
_HELPER = (
    r"(?:it|this|that|the (?:medicine|ketamine|journey|music|guide|session|treatment|breath|practice"
    r"|process|work|voice)|ketamine|your (?:journey|session|breath|healing|life|protectors?|body|mind"
    r"|heart|medicine)|healing|everything|these (?:words|sessions)|today|your parts?|this \w+|each \w+"
    r"|time)"
)
_PROMISES = phrases(
    (
        r"\b(?:i|we) (?:can |do |will )?(?:promise|guarantee|assure|swear)\b|\bguarantee[ds]?\b"
        r"|\bi give you my word\b|\bwithout fail\b|\b(?:can't|cannot|never|won't|will not) (?:ever )?(?:fail"
        r"|go wrong)\b|\balways works?\b|\bnothing can go wrong\b",
        "This is a promise that nobody can keep for someone else.",
    ),
    (
        r"\byou(?:'ll| will| shall|'re going to| are going to| are about to)(?: (?:soon|always|then|also|now"
        r"|finally|certainly|surely|definitely|all|still|just|feel yourself|\w+ly))* (?:"
        r"(?:be(?:come)?|get|come back|wake(?: up)?|leave|return|end up|come out(?: of (?:this|it))?|emerge|rise"
        r"|grow|stand up|walk away)(?: (?:so|much|very|completely|totally|finally|truly|fully|a lot|far|more"
        rf"|and more|feeling|\w+ly|feel))* {_WELL}\b"
        r"|feel (?!the (?:chair|floor|vibration|bed|ground|music)|your (?:feet|hands)|sleepy|a (?:pinch|prick)"
        r"|it (?:in|when|as)|free to)|heal\b|recover\b|overcome\b|sleep\b|never\b|no longer\b|lose (?:your|all"
        r"|the)|find (?:peace|healing|relief|clarity|joy|calm|freedom|answers?|the (?:answer|truth|peace|healing)"
        r"|what you(?:'re| are| have been)? (?:need|look|search)\w*|yourself|out who|rest|love|that (?:the|your"
        r"|it|every))"
        r"|discover\b|experience\b|gain\b|receive\b|understand (?:everything|why|it all|yourself)|see (?:clearly"
        r"|everything|the (?:light|truth)|that (?:everything|all|it)|who you)|have (?:a |an "
        r"|no )?(?:\w+ )?(?:breakthrough|insights?|healing|peace|answers?|no more|fear|pain|relief|nothing to)"
        r"|get (?:better|well|through|over|past|rid|relief|what)|let go|love yourself|forgive|forget"
        r"|know (?:peace|who|that (?:everything|all|you)|exactly what)|remember nothing|be able to)",
        "This says how the listener will feel or be, and nobody can know that.",
    ),
    (
        rf"\b{_HELPER}(?:'ll| will| can only| is going to| are going to| always| shall) (?:\w+ly )?(?:heal|cure"
        r"|fix|save|free|release|dissolve|transform|change (?:your|you|everything)|set you free|take (?:away"
        r"|care of everything)|make (?:you|it|everything|all)|give you (?:the |what |peace|relief|clarity|answers"
        r"|all|everything)|bring (?:you )?(?:peace|healing|relief|calm|clarity|joy)|solve|show you (?:the|what"
        r"|exactly|everything)|work for you|help you (?:heal|feel|sleep|overcome|recover|let|find|get|become"
        r"|forget|be)|be (?:fine|okay|ok|all right|alright|well|better|good|healed|easy|easier|wonderful"
        r"|beautiful|gone|worth|resolved)|get (?:better|easier)|turn out|work out|relieve|rid you|protect you"
        r"|keep you safe|never hurt|never leave)",
        "This says what will come of it, and nobody can know that.",
    ),
    (
        r"\b(?:all )?(?:of )?(?:the|your|this|that|any|every|all(?: your| the)?|old"
        rf"|its) (?:\w+ )?{_IT_HURTS}(?: (?:you \w+|inside|of yours))?(?:'ll| will| is going to| are going to"
        r"| shall) (?:\w+ )?(?:go|be|disappear|vanish|dissolve|leave|melt|lift|fade|end|heal|never|pass|stop|lose"
        r"|have|lessen|ease|wash|drop|fall|shrink|evaporate)\b",
        "This promises that something hard will go, and nobody can know that.",
    ),
    (
        r"\b(?:everything|all|it all|things)(?:'ll| will| is going to| are going to| shall) (?:be(?:come)?"
        r"|turn out|work out|end)(?: \w+)? (?:fine|okay|ok|all right|alright|well|good|better|perfect|right"
        r"|for the best|clear|easier|different)\b|\bit(?:'ll| will| is going to|'s going to) (?:all )?(?:be"
        r"|turn out)(?: \w+)? (?:fine|okay|ok|all right|alright|well|better|over soon)\b|\bit (?:gets|only gets"
        r"|always gets) (?:better|easier)\b",
        "This promises a good end, and nobody can know that.",
    ),
    (
        r"\bnothing (?:\w+ )?(?:can|will|could|is going to) (?:\w+ )?(?:happen|hurt|harm|go wrong|touch|reach you"
        r"|disturb|bother)\b|\bno (?:one|body|harm|danger|evil|part)?\s?(?:can|will|could) (?:\w+ )?(?:hurt|harm"
        r"|come to|touch|reach) (?:you|it)?|\bnobody (?:can|will|could) (?:\w+ )?(?:hurt|harm|reach|touch) you\b"
        r"|\bthere(?:'s| is) nothing (?:to (?:fear|be (?:afraid|scared|frightened|worried))|to worry"
        r"|that can (?:hurt|harm))|\b(?:it|this|that|they|the \w+) (?:can't|cannot|won't|will not|can never"
        r"|will never|could never) (?:\w+ )?(?:hurt|harm|overwhelm) you\b|\bno danger\b|\bthere is no risk\b",
        "Nobody can promise that nothing hard will come.",
    ),
    (
        r"\b(?:medicine|ketamine|journey|music|guide|session|treatment|love|breath) (?:always |truly "
        r"|really )?(?:heals|cures|fixes|always (?:helps|works|knows|gives)|knows (?:what|exactly|best)"
        r"|takes away|never fails)\b|\byou(?:'re| are) (?:now |already |being |becoming |fully "
        r"|completely )*(?:healed|cured|healing now|cleansed|reborn)\b|\bhealing is (?:certain|coming|happening"
        r"|assured|on its way|guaranteed)\b|\b(?:for good|once and for all|forever)[.!]$",
        "This promises healing, and nobody can know that.",
    ),
)
_NOT_PROMISE = re.compile(
    r"\b(?:music|bell|sound|voice|i|silence|it will be quiet|room|guide (?:ends|goes|will end)|hear (?:a|the)"
    r"|you(?:'ll| will) (?:be (?:asked|told|invited|given|offered|guided)|hear)"
    r"|you will not be)\b(?=[^.]{0,10}$)",
    re.I,
)
_HEDGED = re.compile(
    r"\b(?:no one (?:can|could)|nobody (?:can|could)|whether|(?:hope|hopes|wish|wishes|fears?"
    r"|worr(?:y|ies)|afraid|think|thinks|believes?|wants?|imagines?|says?|asks?) (?:that )?"
    r"|what if|if)\b",
    re.I,
)


def _find_promises(heard: Heard) -> Iterator[Finding]:
    for line in heard.lines:
        for pattern, message in _PROMISES:
            for found in pattern.finditer(line.text):
                before = line.text[: found.start()]
                if is_negated(line.text, found.start()) or re.search(
                    rf"{_HEDGED.pattern}[^.;:]{{0,25}}$", before, re.I
                ):
                    continue
                yield found_in(line, found.start(), found.end(), message)


LOADED_WORDS = Rule(
    name="loaded-words",
    reason=(
        "Some words that are meant kindly land hard. “You are safe”, “let go”, “surrender”, “just relax”, "
        "“go deeper”,"
        " “trust me” and “close your eyes” are what some people heard when they were not safe, and parts that hold on"
        " for a reason hear an order in them."
    ),
    instead=(
        "Say what is there, and leave the rest to the listener: “You might feel what holds you.” “As near or "
        "as far as"
        " feels right.” “Your eyes can be open, or closed.”"
    ),
    breaks="You are safe here. Close your eyes, let go, and go deeper.",
    keeps=(
        "Your eyes can be open, or closed, or resting on one spot. You do not have to let go of anything. As "
        "near or as"
        " far as feels right."
    ),
    find=_find_loaded,
)
PROMISE = Rule(
    name="promise",
    reason=(
        "Nobody can know what will come. Someone for whom a promise does not come true believes that they "
        "did it wrong,"
        " and trusts the next words less."
    ),
    instead="Say what may be, or nothing: “Something may feel a little different. If not, that is fine too.”",
    breaks="You will feel calm and free, and your sadness will be gone.",
    keeps="You may feel calm, or tired, or the same as before. Any of these is fine.",
    find=_find_promises,
)
