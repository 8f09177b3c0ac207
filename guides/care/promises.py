"""Promises that nobody can keep for someone else."""

import re
from collections.abc import Iterator

from guides.care.negation import is_negated
from guides.care.passages import Heard
from guides.care.phrases import phrases
from guides.care.quoting import is_reported
from guides.care.rule import Finding, Rule, found_in

_WELL = (
    r"(?:fine|okay|ok|all right|alright|well|better|healed|cured|free|calm\w*|happy|happier|whole|at peace"
    r"|peaceful|safe\w*|relaxed|changed|transformed|new|different"
    r"|strong\w*|rested|grateful|glad|released|renewed|able(?! to (?:hear|see|stop|pause|turn|ask|call|move|talk"
    r"|speak|reach|find|go|leave|sit|skip))|lighter|light|clear\w*|complete|protected|loved"
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
        r"\b(?<!that )(?<!who )(?<!whom )(?<!one )(?<!someone )(?<!person )(?<!friend )(?<!people )you can (?:safely"
        r" |always"
        r" |really )?(?:count|rely|depend|bank) (?:up)?on (?!your (?:fingers|toes|hands?|sitter|therapist|feet)|me\b"
        r"|us\b|them\b"
        r"|him\b|her\b|someone|the (?:sitter|person|clinician|nurse|team))[\w']+"
        r"|\b(?:rest|be) assured\b|\bmark my words\b|\bof that you can be (?:sure|certain)\b|\byou can be (?:sure"
        r"|certain) (?:that"
        r"|of)\b|\b(?:there is|without) no doubt\b|\bno doubt about it\b|\bit is certain that\b|\bis (?:bound|sure"
        r"|certain) to\b"
        r"|\b(?:i|we) (?:can |do |will )?(?:promise|guarantee|assure|swear)\b|\bguarantee[ds]?\b"
        r"|\bi give you my word\b|\bwithout fail\b|\b(?:can't|cannot|never|won't|will not) (?:ever )?(?:fail"
        r"|go wrong)\b|\balways works?\b|\bnothing can go wrong\b",
        "This is a promise that nobody can keep for someone else.",
    ),
    (
        r"\byou(?:'ll| will| shall|'re going to| are going to| are about to)(?: (?:soon|always|then|also|now"
        r"|finally|certainly|surely|definitely|all|still|just|feel yourself|\w+ly))* (?:"
        r"(?:be(?:come)?|get|come back|wake(?: up)?|leave|return|end up|come out(?: of (?:this|it))?|emerge|rise"
        r"|grow|stand up|walk away)(?: (?:so|much|very|completely|totally|finally|truly|fully|a lot|far|more"
        rf"|and more|feeling|\w+ly|feel|an?))* {_WELL}\b"
        r"|feel (?!the (?:chair|floor|vibration|bed|ground|music)|your (?:feet|hands)|sleepy|a (?:pinch|prick)"
        r"|it (?:in|when|as)|free to)|heal\b|recover\b|overcome\b|sleep\b|never\b|no longer\b|lose (?:your|all"
        r"|the)|find (?:peace|healing|relief|clarity|joy|calm|freedom|answers?|the (?:answer|truth|peace|healing)"
        r"|what you(?:'re| are| have been)? (?:need|look|search)\w*|yourself|out who|rest|love|that (?:the|your"
        r"|it|every))"
        r"|discover\b|experience\b|gain\b|receive (?:what|all|everything|healing|love|peace|the (?:gift|healing"
        r"|answers?|love)|an? (?:gift|insight|answer))|understand (?:everything|why|it all|yourself)|see (?:clearly"
        r"|everything|the (?:light|truth)|that (?:everything|all|it)|who you)|have (?:a |an "
        r"|no )?(?:\w+ )?(?:breakthrough|insights?|healing|peace|answers?|no more|fear|pain|relief|nothing to)"
        r"|get (?:better|well|through|over|past|rid|relief|what)|let go|love yourself|forgive|forget"
        r"|know (?:peace|who|that (?:everything|all|you)|exactly what)|remember nothing)",
        "This says how the listener will feel or be, and nobody can know that.",
    ),
    (
        rf"\b{_HELPER}(?:'ll| will| can only| is going to| are going to| always| shall) (?:\w+ly )?(?:heal|cure"
        r"|fix|save|free|release|dissolve|transform|change (?:your|you|everything)|set you free|take (?:away"
        r"|care of everything)|make (?:you|it|everything|all)|give you (?:the |what |peace|relief|clarity|answers"
        r"|all|everything)|bring (?:you )?(?:peace|healing|relief|calm|clarity|joy)|solve|show you (?:the|what"
        r"|exactly|everything)|work for you|help you (?:heal|feel|sleep|overcome|recover|let|find|get|become"
        r"|forget|be)|be (?:fine|okay|ok|all right|alright|well|better|good|healed|easy|easier|wonderful"
        r"|beautiful|worth|resolved|(?:\w+ )?(?:different|changed|transformed))|get (?:better|easier)|turn out"
        r"|work out|relieve|rid you|protect you"
        r"|keep you safe|never hurt|never leave)",
        "This says what will come of it, and nobody can know that.",
    ),
    (
        rf"\b(?:all )?(?:of )?(?:the|your|this|that|any|every|all(?: your| the)?|old"
        rf"|its) (?:[\w-]+ ){{0,2}}?{_IT_HURTS}"
        r"(?: (?:you|inside|of|about|from|in|that|which|around|for|at|before|when) ?(?:[\w']+ ){0,5}?[\w']+)?"
        r"(?:'ll| will| is going to| are going to| shall) (?:\w+ )?(?:go|be (?:gone|over|lighter|less|smaller|healed"
        r"|released"
        r"|behind|lifted|washed|done|no more|nothing|easier|resolved|manageable)|disappear|vanish|dissolve|leave"
        r"|melt|lift"
        r"|fade|end|heal|never|pass|stop|lose|lessen|ease|wash|drop|fall|shrink|evaporate|resolve|loosen|trouble"
        r"|let you)\b"
        r"|\b(?:it|they|this|that|\w+ part|nightmares?|panic|\w+) (?:won't|will not|will never|is not going to"
        r"|isn't going"
        r" to|are not going to|never|can no longer|will no longer) (?:\w+ )?(?:trouble|bother|haunt|come back|return"
        r"|control"
        r"|hold you back|torment|follow you|hurt you|wake you|weigh|visit you|rule)\b"
        r"|\bnever (?:comes?|returns?|going to (?:come|return)|again be|be troubled)(?: back)?\b"
        rf"|\b{_IT_HURTS}(?: [\w']+){{0,4}} (?:is|are|has|have)(?: been)? (?:now |finally |already "
        rf"|truly )*(?:healed|cured|gone"
        r" for good|behind you|lifted for good|released|resolved|over for good)\b"
        r"|\b(?:what(?:ever)?(?: [\w']+){1,5}|(?:all that|everything|it|this|that)(?: [\w']+){0,5}) (?:is|has been"
        r"|are|have been) (?:now |finally"
        r" |already |truly |fully |completely )*(?:healed|cured|resolved)\b",
        "This promises that something hard will go, and nobody can know that.",
    ),
    (
        r"\b(?:everything|all|it all|things)(?:'ll| will| is going to| are going to| shall) (?:be(?:come)?"
        r"|turn out|work out|end)(?: \w+)? (?:fine|okay|ok|all right|alright|well|good|better|perfect|right"
        r"|for the best|clear|easier|different)\b|\b(?:it|this|all of (?:it|this))(?:'ll"
        r"| will)(?: all)?(?: soon)? be gone\b|\bit(?:'ll| will| is going to|'s going to) (?:all )?(?:be"
        r"|turn out)(?: \w+)? (?:fine|okay|ok|all right|alright|well|better|over soon)\b|\bit (?:gets|only gets"
        r"|always gets) (?:better|easier)\b",
        "This promises a good end, and nobody can know that.",
    ),
    (
        r"\bnothing (?:\w+ )?(?:can|will|could|is going to) (?:\w+ )?(?:happen|hurt|harm|go wrong|touch|weigh"
        r"|frighten|scare|shake|reach you"
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
        r"|assured|on its way|guaranteed)\b|\b(?:will|'ll|going to|shall|gone|heals?|healed|free|leaves?|ends?"
        r"|never)\b(?! (?:carry|play|go on))[^.;:?]{0,50}"
        r"\b(?:for good|once and for all|for ever|forever)\b",
        "This promises healing, and nobody can know that.",
    ),
)
_HEDGED = re.compile(
    r"\b(?:no one (?:can|could)|nobody (?:can|could)|whether|(?:hope|hopes|wish|wishes|(?:it|they|parts?|you|may"
    r"|might|he|she|one|who|could) fears?"
    r"|worr(?:y|ies)|afraid|think|thinks|believes?|wants?|imagines?|says?|asks?) (?:that )?"
    r"|what if|if)\b[^.;:,]{0,25}$",
    re.I,
)
"""Says that someone hopes or fears it, right before it is said."""
_FAR = 60
"""Characters in which such words and what follows them stand."""


def _find_promises(heard: Heard) -> Iterator[Finding]:
    for line in heard.lines:
        for pattern, message in _PROMISES:
            for found in pattern.finditer(line.text):
                before = line.text[max(found.start() - _FAR, 0) : found.start()]
                if not (
                    is_negated(line.text, found.start())
                    or _HEDGED.search(before)
                    or is_reported(line.text, found.start())
                ):
                    yield found_in(line, found.start(), found.end(), message)


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
