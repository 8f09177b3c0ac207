"""What a person takes is decided by the one who prescribes it."""

import re
from collections.abc import Iterator

from guides.care.passages import Heard
from guides.care.phrases import matches, phrases
from guides.care.rule import Finding, Rule, found_in

_NUMBER = (
    r"(?:\d+(?:[.,/]\d+)?|a|an|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|fifteen|twenty"
    r"|thirty|forty|fifty|sixty|seventy|eighty|ninety|(?:a |one |two |three )?hundred(?: and \w+)?"
    r"|half(?: an?| a| of (?:a|an|the|your))?|quarter|double|twice|another|a second|a third|some|several"
    r"|(?:a )?few|more|extra|(?:twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety)[- ]\w+|point \w+)"
)
_MEDICINE = (
    r"(?:(?:the|your|this|that|any|all|a|an|some|more|usual|regular|daily|prescribed"
    r"|other) )*(?:\w+ )?(?:medicines?|medications?|meds|ketamine|esketamine|spravato|lozenges?|troches?"
    r"|tablets?|pills?|capsules?|antidepressants?|ssris?|snris?|benzodiazepines?|benzos?"
    r"|prescriptions?|drugs?|nasal spray|injections?|psilocybin|mushrooms?|lithium|dose|doses|sertraline"
    r"|fluoxetine|prozac|zoloft|lorazepam|xanax|valium|ativan|klonopin|blood pressure \w+|sleeping (?:pills?"
    r"|tablets?)|pain ?killers?|sedatives?|melatonin|cannabis|mdma|lsd|mood stabili[sz]ers?)"
)
_TIME = (
    r"(?:\d+|a|an|one|two|three|four|five|six|seven|eight|nine|ten|twelve|fifteen|twenty|thirty|forty"
    r"|forty-five|sixty|ninety|half an|half a|a few|several|a couple of) (?:\w+ )?(?:seconds?|minutes?"
    r"|hours?|days?|weeks?|nights?)"
)
_DOSES = phrases(
    (
        rf"\b{_NUMBER}[- ]?(?:mg|mgs|ml|mcg|µg|milli-?grams?|milli-?grammes?|millilit(?:er|re)s?|micrograms?"
        rf"|cc)(?![a-z])|\b\d+(?:[.,]\d+)? ?(?:g|grams?)\b|\b{_NUMBER} grams? of {_MEDICINE}"
        r"|\b(?:milligrams?|millilit(?:er|re)s?|micrograms?) (?:of|per)\b|\b\d+(?:[.,]\d+)? ?(?:mg|g)/kg\b"
        r"|\bper kilo\w*\b",
        "This names an amount of medicine.",
    ),
    (
        rf"\b(?!(?:an?|some|several|few|more) ){_NUMBER} (?:\w+ )?(?:tablets?|pills?|capsules?|lozenges?"
        r"|troches?|sprays?|puffs?|doses?|squirts?"
        rf"|injections?)\b(?! (?:of (?:water|rain))\b)|\b{_NUMBER} drops? (?:under|of (?:the|your|ketamine"
        r"|medicine|tincture))",
        "This names an amount of medicine.",
    ),
    (
        r"\b(?:increas\w*|rais(?:e|ing)|lower\w*|reduc\w*|doubl\w*|halv\w*|adjust\w*|chang\w*|split\w*|tak(?:e"
        r"|ing)|skip\w*|repeat\w*|up|cut|cutting|miss\w*|add\w*|need|try|use|want|bigger|smaller|higher|larger"
        r"|stronger|lower|full|half|booster|next|second|top-up|heavier|lighter|right|recommended"
        r"|usual) (?:(?:your|the|a|an|this|another|on|down|up|half|full|bigger|smaller|higher|stronger|lower"
        r"|second|next|booster) )*(?:dos(?:e|es|age|ages)|boosters?|top-up)\b"
        r"|\b(?:dosage|micro-?dos\w*)\b|\ba (?:\w+ )?dose (?:that\b|of (?:the|your|this|any|it|ketamine|esketamine|medicine|medication)\b)"
        r"|\bdose (?:is|should)\b",
        "This speaks of how much to take.",
    ),
    (
        r"\b(?:take|taking|swallow\w*|use|dissolv\w+|place|put|keep|hold|spit|inject\w*|snort|sniff|suck\w*"
        rf"|chew\w*|insert|spray|drink|have) (?:out )?{_MEDICINE}\b[^.!?;]{{0,60}}\b(?:{_TIME}|before|after"
        r"|with (?:food|water|your)|(?:on|with) an empty stomach|at (?:\w+ )?(?:o'clock|night|bedtime|noon|once"
        r"|\d+)|every (?:\w+)|twice|(?:once|three times) (?:a|per)|daily|in the (?:morning|evening)|tonight|today"
        r"|tomorrow|now|under (?:your|the) tongue|in (?:your|the) (?:mouth|cheek)|as soon as"
        r"|until it)\b(?<!\bhold it now)",
        "This says when or how to take a medicine.",
    ),
    (
        r"\b(?:take|taking|swallow|inject|snort|use) (?:(?:your|the|a|an|some|more|another"
        rf"|this) )+(?:\w+ )?{_MEDICINE}\b",
        "This says when or how to take a medicine.",
    ),
    (
        rf"\b{_TIME} (?:before|after) (?:you )?(?:take|taking|took|swallow\w*|your (?:dose|medicine|injection"
        r"|lozenge|tablet))",
        "This says when to take a medicine.",
    ),
    (
        r"\bunder (?:your|the) tongue\b|\b(?:dissolve|melt) (?:\w+ )?(?:under|in|on) (?:your|the) (?:tongue|mouth"
        r"|cheek)\b|\bspit (?:it|the)\b|\bwash it down\b",
        "This says how to take a medicine.",
    ),
)
_TAKEN = phrases(
    (
        r"\b(?:take|taking|swallow\w*|dissolv\w+|hold|keep|spit|inject\w*|snort|sniff|suck\w*|chew\w*|insert"
        rf"|spray) (?:out )?(?:it|them)\b[^.!?;]{{0,60}}\b(?:{_TIME}|before|after|with (?:food|water|your)|(?:on"
        r"|with) an empty stomach|at (?:\w+ )?(?:o'clock|night|bedtime|noon|once|\d+)|every (?:\w+)|twice|(?:once"
        r"|three times) (?:a|per)|daily|in the (?:morning|evening)|tonight|today|tomorrow|now|under (?:your"
        r"|the) tongue|in (?:your|the) (?:mouth|cheek)|as soon as|until it)\b(?<!\bhold it now)",
        "This says when or how to take a medicine.",
    ),
)
"""The same of `it`, where a medicine was just spoken of."""
_IS_MEDICINE = re.compile(rf"\b{_MEDICINE}\b", re.I)
_STOPS = phrases(
    (
        r"\b(?:stop|stopping|quit|quitting|come off|coming off|get off|go off|going off|wean (?:yourself )?off"
        r"|taper(?:ing)?(?: off)?|skip|skipping|cut (?:out|down|back)(?: on)?|drop|leave (?:off|out)|pause"
        r"|discontinue|halt|reduce|lower|increase|raise|double|halve|cut|adjust|throw away|throw out|put away"
        r"|give up|hold back|leave aside|avoid|cease"
        rf"|hold off|forget|withhold|leave) (?:on )?(?:taking )?{_MEDICINE}\b"
        r"|\bstop taking\b|\b(?:do not|don't|never|no longer|shouldn't|should not|must not|mustn't|needn't"
        rf"|don't have to|do not have to|won't) (?:\w+ )?(?:take|need|use|have|refill|want) {_MEDICINE}\b"
        r"|\b(?:without|instead of|rather than|off) (?:(?:your|the|any|those) )(?:\w+ )?(?:medications?|meds"
        r"|antidepressants?|tablets?|pills?|prescriptions?|ssris?)\b"
        rf"|\breplaces? {_MEDICINE}\b|\b{_MEDICINE} (?:is|are) (?:not|no longer|n't) (?:needed|necessary"
        rf"|required)\b|\b(?:take|have) a break from {_MEDICINE}\b",
        "This speaks of leaving out a prescribed medicine.",
    ),
)
_ASKED = re.compile(
    r"\b(?:without (?:asking|talking|speaking|first|your (?:doctor|prescriber))|unless"
    r"|questions?|(?:ask|asks|talk|talks|speak|check) (?:(?:with|to) )?(?:your|the) (?:doctor|prescriber"
    r"|clinician|nurse|pharmacist)|prescriber|doctor (?:can|will|says"
    r"|knows))\b",
    re.I,
)


def _find_doses(heard: Heard) -> Iterator[Finding]:
    for line in heard.lines:
        yield from matches(line, _DOSES, _ASKED)
        if any(_IS_MEDICINE.search(other.text) for other in heard.near(line) if other.number <= line.number):
            yield from matches(line, _TAKEN, _ASKED)
        if not _ASKED.search(line.text):
            for pattern, message in _STOPS:
                for found in pattern.finditer(line.text):
                    yield found_in(line, found.start(), found.end(), message)


DOSE = Rule(
    name="dose",
    reason=(
        "How much of a medicine, when, and what else to leave out is decided by the one who prescribes it, for one"
        " person. Heard in a guide, it can be taken at the wrong time or by someone else."
    ),
    instead="Leave it out. The word medicine itself is fine: “The medicine may be working now.”",
    breaks="Take 100 mg twenty minutes before you begin, and stop taking your antidepressant.",
    keeps="The medicine may take its time. Questions about it are for the one who prescribes it.",
    find=_find_doses,
)
