"""Orders where an offer belongs."""

import re
from collections.abc import Iterator

from guides.care.invitations import leaves_room
from guides.care.negation import is_negated
from guides.care.passages import Heard
from guides.care.rule import Finding, Rule, found_in

_LEAD = (
    r"(?:(?:now|and|then|so|next|again|just|simply|gently|slowly|softly|please|first|finally|okay|ok|very"
    r"|carefully|quietly|today|here|deeply|really|only"
    r"|good|with (?:each|every|the next|your next|this) breath|as you (?:breathe|exhale|inhale)(?: (?:in"
    r"|out))?|on the (?:next|out)[- ]?breath|for now|right now|from here|once more|this time|at once"
    r"|immediately|all right|always|completely|fully|i want you to|i'd like you to|i would like you to"
    r"|i need you to|i ask you to|you will now|everyone|come on|go ahead and)[,:]? )*"
)
_ME = r"(?:it|them|him|her|that|this|these|those)"
_PART = (
    r"(?:the|that|this|your|any|each|every) (?:\w+ )?(?:parts?|protectors?|critic|child|exile|feelings?"
    r"|pain|fear|emotion|sadness|anger|grief|memory|memories|wound|one)"
)
_DO = (
    r"(?:take (?:a|an|another|one|two|three|four|five|some|several|\d+|your|that) (?:\w+,? ){0,3}?(?:breaths?"
    r"|inhale)|take (?:yourself|it|them|the hand|her hand|his hand|hold|control|charge)|breathe\b(?! (?:as|at"
    r"|however|easily))|inhale|exhale"
    r"|relax|sit (?:up|still|straight|down|back|with|tall|upright)|lie (?:\w+ly )?(?:down|back|still|flat)"
    r"|lay (?:down|back)|stay (?:still|with|there|right|in it|exactly|quiet|silent|put|inside|focused|awake"
    r"|calm|in the feeling)|be (?:still|quiet|silent|brave|calm|strong)\b"
    r"|keep (?:your (?:eyes|attention|focus|mind|body|back|breath|hands)|still|going|breathing|looking"
    r"|focus\w*|quiet|following|with|it (?:up|there|still)|on\b|watching|listening|counting|holding|moving"
    r"|walking)|hold (?:on|it|your|that|the|them|still|this)\b|remain"
    r"|focus|concentrate|imagine|picture|visuali[sz]e|envision|pretend|go (?:to|back|into|inside|in|down"
    r"|toward|towards|through|over|there|further|forward|on|straight|ahead|near|nearer|closer|now|up|and)\b"
    r"|step (?:in|into|inside|through|toward|towards|closer|forward|up|over)|walk (?:to|toward|towards|into"
    r"|through|down|up|over)|move (?:toward|towards|closer|into|to|on|through|your attention|in\b)|come closer"
    r"|get (?:closer|ready|comfortable with|into|in touch|up)|enter|dive"
    rf"|open (?:your|up)(?! eyes)|ask (?:{_ME}|{_PART}|yourself|your|what|why|how)|tell {_ME}|tell {_PART}"
    rf"|say (?:to|hello|yes|goodbye|it|these|this|after)|talk to|speak to|repeat|answer|look (?:at (?:{_ME}"
    rf"|{_PART})|inside|inward|within|into|back at|directly|straight|deeper|closely|him|her|them)"
    r"|turn (?:your|inward|inwards|toward|towards|to (?:the|your|it)|away|all your)|bring (?:your|all|it|the"
    r"|to mind|up|back|in)|direct|shift your|place (?:your|a|one|both|it)|put (?:your (?:hands?|palms?"
    r"|attention|fears?|worries|mind)|a hand|one hand|both hands|it|aside|away|down)|lift (?:your|up)"
    r"|raise your|drop (?:your|into|it|down|the|in)|sink|melt|release|loosen|unclench|forget|forgive|accept"
    r"|embrace|love|face|confront|feel (?:the (?:pain|fear|anger|sadness|grief|feeling|shame|love|energy"
    r"|warmth|light|heaviness)|it\b|your (?:pain|fear|anger|sadness|grief|love|heart open|body (?:relax|sink"
    r"|getting))|all|everything|yourself|how (?:calm|relaxed|heavy|safe))"
    r"|count|follow (?:my|me|your|the (?:voice|breath|instructions?|light|path)|it|along|these)"
    r"|listen (?:to me|carefully|closely|only|to my|to what i|to these)|pay attention|do (?:this|it|as|what"
    r"|exactly|the|so|nothing|your best)|try (?:to|harder|and|again|not)\b|stop (?:thinking|worrying|trying"
    r"|fighting|resisting|running|holding|being|moving|judging|it)|empty your|clear your|quiet(?:en)? your"
    r"|calm (?:your|yourself|down)|still your|trust\b|surrender|give (?:yourself (?!time|a moment|some time"
    r"|room|credit)|it (?!time|room|a moment)|in\b|up\b|your|them (?!time|room)|the|all)|send|meet (?:it|them"
    r"|the|your|this|that)|hug|comfort|tighten|tense|squeeze|clench|push|pull|force|make (?:yourself|it|them"
    r"|your|sure you (?:feel|stay|keep|follow))|let (?:yourself (?:fall|sink|drop|go|cry|relax)"
    r"|your body (?:relax|sink|go|become)|it (?:all )?(?:in|out|happen))|leave (?:your (?:body|fears?|worries"
    r"|mind|thoughts)|it (?:all )?behind|everything)|commit|obey|believe|become|think (?:of|about|back|only)"
    r"|allow (?:the|that|this|your) (?:\w+ )?(?:feelings?|pain|fear|sadness|anger|grief|tears|emotions?)"
    r"|remember (?:your|his|her|a|the|when|what|how|that (?:time|day|moment))|recall"
    r"|return to (?:the (?:feeling|pain|part"
    r"|memory)|that|it|your breath)|start (?:to |by |with |at |walking|counting|breathing)|begin (?:counting"
    r"|breathing)|choose (?:to|one|a part)|decide|promise|scan|swallow|cry|scream|shout|shake|hum|chant|hurry"
    r"|wake up|drift|float|rise|fall|sleep)\b"
)
_STARTS = (
    r"(?:^|[;:]\s+|\s[–—-]+\s|—\s?|,\s+(?:and then|and now|then|now|so)\s+|,\s+(?=(?:close|let"
    rf"|breathe|go|relax|step|focus|drop|open)\b))['\"]?{_LEAD}"
)
_IMPERATIVE = re.compile(rf"{_STARTS}(?P<order>{_DO})", re.I)
_SECOND = re.compile(
    rf"^{_LEAD}(?:notice|feel|look|listen|let|rest|see|find|sense|place|put|press|{_DO})\b[^.;:]*?,?\s+and\s+"
    rf"(?:then |now )?(?P<order>{_DO})",
    re.I,
)
"""An order that follows on another one, or on a gentle word of its kind."""
_FORBIDS = re.compile(
    rf"{_STARTS}(?P<order>(?:do not|don't|never) (?:you )?(?:ever )?(?:move|open|stop|think|speak|talk|resist"
    r"|fight|judge|look|leave|turn|let|interrupt|hold|be|run|avoid|try|give|forget|ask|question|pause|skip|cry"
    r"|get (?:distracted|up|lost|angry)|go|close|fidget|analy[sz]e|listen|doubt|break|fall|swallow|scratch"
    r"|cough)\b)"
    r"(?! (?:hesitate|let yourself be rushed|alone)\b)",
    re.I,
)
_MUST = re.compile(
    r"\b(?P<order>you (?:really |simply |just |only |now |always )?(?:must|have to|need to|should|ought to"
    r"|have got to|'ve got to|are to|are required to|are expected to|had better|'d better|are not allowed to"
    r"|aren't allowed to|must not|mustn't|should not|shouldn't|will now|are supposed to)(?: (?:now|not|just"
    r"|only|first|always|really))? (?!have been|be (?:tired|hungry))\w+"
    r"|you've got to|you'd better|it is (?:important|necessary|essential|vital) (?:that you|to|for you)"
    r"|it's (?:important|necessary|essential|vital) (?:that you|to|for you)|make sure (?:that )?you (?:feel"
    r"|stay|keep|follow|do|breathe)|i want you to|i need you to|i'd like you to|i would like you to)\b",
    re.I,
)
_SAFE = re.compile(
    r"\b(?:driv(?:e|ing)|decisions?|alcohol|emergency|therapist|clinician|doctor|sitter|call"
    r"|stand(?:ing)? up alone|alone|tomorrow|bath|machinery|sign|phone|911|999|112|headphones|volume|get up"
    r"|hurry|rush|worry)\b",
    re.I,
)
"""What a person has to know for their safety may be said plainly."""
_GROUNDING = re.compile(
    r"^\W*(?:\w+, |(?:and|now|then|so|slowly|gently) )*(?:count|bring|turn|name|look|press|put|place|shift"
    r"|move|listen|direct|lift|rest|push)\b[^.]*"
    r"\b(?:room|floor|feet|toes|chair|seat|ground|walls?|window|corners?|sounds?|see|hear|touch|colou?rs?|door"
    r"|ceiling|surface|objects?|music)\b",
    re.I,
)
"""What leads back to the room may be said plainly too."""
_FREES = re.compile(
    r"\b(?:what|whatever|all|anything|everything|nothing|nowhere|no one|time|if|when(?:ever)?|as|than|think"
    r"|thinks|feel|feels|believe|say|says|said|that|where|how|part|does not mean|who|why|space|rest"
    r"|not)\b[^.!?;,]{0,14}$",
    re.I,
)
"""Words before "you have to" that make it no demand."""
_FAR = 60
"""Characters in which they stand."""
_ORDER = "This is an order; an offer leaves the listener free to do something else."
_ORDERS = (
    (_IMPERATIVE, _ORDER),
    (_SECOND, _ORDER),
    (_FORBIDS, "This forbids; an offer leaves the listener free to do something else."),
)
_QUESTION = re.compile(r"\?['\")]*\s*$")


def _find_commands(heard: Heard) -> Iterator[Finding]:
    for line in heard.lines:
        text = line.text
        if not (_QUESTION.search(text) or leaves_room(text) or _SAFE.search(text)):
            for pattern, message in _ORDERS:
                if pattern is _IMPERATIVE and _GROUNDING.search(text):
                    continue
                for found in pattern.finditer(text):
                    yield found_in(line, found.start("order"), found.end("order"), message)
        for found in _MUST.finditer(text):
            freed = _FREES.search(text[max(found.start() - _FAR, 0) : found.start()]) or is_negated(text, found.start())
            if not freed and not _SAFE.search(text) and not re.search(r"\bif\b|\bunless\b|\?", text, re.I):
                message = "This tells the listener what they must do."
                yield found_in(line, found.start("order"), found.end("order"), message)


COMMAND = Rule(
    name="command",
    reason=(
        "An order leaves two ways: to obey, or to fail. Parts that were ordered about before do one of the "
        "two. An offer"
        " lets the person find what is right for them, and a no stays possible."
    ),
    instead="Make it an offer: “You could …”, “If you like, …”, “Perhaps …”, or give a choice of two.",
    breaks="Take a deep breath. You must stay with the feeling. Do not move.",
    keeps="You could take a slow breath, or leave your breath as it is. Move whenever you like.",
    find=_find_commands,
)
