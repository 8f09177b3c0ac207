"""What a person has is said by a clinician."""

import re
from collections.abc import Iterator

from guides.care.negation import is_negated
from guides.care.parts import PART
from guides.care.passages import Heard
from guides.care.phrases import phrases
from guides.care.rule import Finding, Rule, found_in

_LABEL = (
    r"(?:disorders?|syndrome|depression|ptsd|c-?ptsd|post[- ]traumatic stress|ocd|adhd|add"
    r"|bipolar(?: disorder)?|borderline(?: personality)?|schizophren\w+|psychosis|psychotic|anorexi\w+"
    r"|bulimi\w+|dissociation|dissociative \w+|depersonali[sz]ation|addictions?|alcoholism|autism|dysthymia"
    r"|mania|hypomania|panic attacks?|phobias?|neuros[ie]s|patholog\w+|narcissis\w+|codependen\w+"
    r"|mental illness|illness|trauma"
    r"|anxiety|insomnia|attachment (?:style|issues?|disorder|wound|trauma|problems?)|(?:anxious|avoidant"
    r"|disorgani[sz]ed|insecure) attachment(?: style)?|personality disorder|eating disorder|burn-?out|hysteria"
    r"|complex)"
)
_IS = (
    r"(?:(?:clinically |severely |deeply |chronically |very |so |obviously |clearly |mentally |emotionally "
    r"|simply )*(?:depressed|traumati[sz]ed|bipolar|borderline|schizophrenic|psychotic|manic|suicidal"
    r"|an? (?:\w+ )?(?:addict|alcoholic|narcissist|codependent|borderline|perfectionist by illness"
    r"|trauma (?:survivor|victim)|victim of|depressive|neurotic)"
    r"|addicted|codependent|narcissistic|mentally ill|sick|ill\b|unwell|broken|damaged|disordered"
    r"|dissociat(?:ing|ed|ive)|dysfunctional|neurotic|anorexic|autistic|hypervigilant|abnormal|crazy|disturbed"
    r"|unstable|in denial|repressing|dysregulated|avoidant|anxiously attached|treatment[- ]resistant))"
)
_BAD = (
    r"(?:sick|ill|broken|irrational|toxic|unhealthy|dysfunctional|crazy|insane|maladaptive|pathological"
    r"|disordered|damaged|bad|sabotag\w+|defective|abnormal|neurotic|infantile|immature|diseased|dangerous"
    r"|destructive|self-destructive|the problem|your enemy|an enemy|an illness|a (?:symptom|sickness|disease"
    r"|disorder|problem|defen[cs]e mechanism|dysfunction|pathology)|wrong with you|holding you (?:back"
    r"|hostage)|poison\w*)"
)
_DIAGNOSES = phrases(
    (
        r"\byou(?: seem to| may| might| probably| could| appear to| must)?(?: be| have been)?(?:'ve| have"
        r"| suffering| suffer(?:ed|ing)?| are suffering|'re suffering| are living| have been living"
        r"| have lived| live| struggle| are struggling|'re struggling| show| are showing| display| are dealing"
        r"| deal| meet| clearly| obviously| are diagnosed| were diagnosed|'ve been diagnosed| have been diagnosed"
        r"| are being treated)"
        r"(?: (?:have|got|from|with|signs? of|symptoms? of|the|a|an|your|for|criteria|all|so much|been|had|this"
        r"|what is called|called|some|kind of|form of|severe|chronic|major|mild|complex|clinical|generali[sz]ed"
        r"|social|unresolved|untreated|childhood|deep|lot of|of|unprocessed|repressed|old|long-standing|resistant"
        rf"|classic|typical|developmental))*(?: \w+)? {_LABEL}\b(?! about)",
        "This tells the listener what they have.",
    ),
    (
        rf"\byour (?:\w+[- ])?{_LABEL}\b|\byour (?:\w+ )?(?:symptoms?|diagnosis|condition|disease|dysfunction"
        r"|trauma response|trauma bonds?|pathology|abandonment issues|mental health (?:problem|condition|issue)s?"
        r"|sickness)\b",
        "This tells the listener what they have.",
    ),
    (
        rf"\byou(?:'re| are)(?: probably| perhaps)? {_IS}"
        r"|\byour (?:nervous system|brain|mind|psyche|body) is (?:\w+ly )?(?:dysregulated|damaged|broken|sick"
        r"|ill|disordered"
        r"|unwell|diseased|traumati[sz]ed|stuck in trauma)\b",
        "This tells the listener what they are.",
    ),
    (
        r"\b(?:someone|somebody|people|persons?|those|clients?|patients?|others|adults|everyone)"
        r" (?:(?:with|who (?:has|have|suffers?|suffer from|lives? with|live with|are|is)"
        r"|like you(?: who)? (?:have|with|suffer from)|living with|suffering"
        rf" from) )(?:\w+ ){{0,2}}?{_LABEL}\b",
        "This names an illness, which is for a clinician to do.",
    ),
    (
        r"\b(?:is|are|was|comes? from|caused by|because of|due to|sign of|symptoms? of|result of|called|form of"
        r"|it's|that's|typical of|part of) (?:a |an |the |your |clearly |really |just |actually |classic |called "
        rf"|typical |clinical |childhood |complex |unresolved )*(?:\w+ )?{_LABEL}\b"
        r"|\ba trauma response\b|\b(?:classic|typical|textbook) (?:sign|symptom|case|trauma)\b",
        "This names an illness, which is for a clinician to do.",
    ),
    (
        rf"\b(?:the|this|that|your|a|each|any|its?|these|those)(?: \w+)? (?:{PART}|voice|feeling|thoughts?"
        rf"|it)(?: of you)?(?: (?:that|who|which)(?: \w+){{1,5}}?)? (?:is|are|was|has become) (?:\w+ly |just "
        rf"|really |so |very |only |a bit )?{_BAD}\b"
        r"|\b(?:it|this|that) (?:is|was) (?:\w+ly |just |really |only )?(?:pathological|irrational|maladaptive"
        r"|dysfunctional|disordered|a symptom|an illness|a disorder|a disease|the illness)\b"
        rf"|\b{_BAD} (?:inner )?(?:{PART}|voices?|thoughts?|beliefs?|patterns?|behaviou?rs?)\b"
        rf"|\b(?:self-)?sabotag\w+ (?:{PART}|behaviou?r)\b",
        "This makes an illness of a part that has its reasons.",
    ),
    (
        r"\byou(?:'ve| have|'ve been| have been| were)? (?:been )?diagnosed\b|\bsymptoms? of\b"
        r"|\bmental(?:ly)? (?:illness|ill)\b|\b(?:clinically|clinical) (?:depress\w+|\w+ disorder)\b"
        r"|\bpersonality disorder\b|\btreatment[- ]resistant\b",
        "This names an illness, which is for a clinician to do.",
    ),
)
_IN_CASE = re.compile(r"\b(?:if|whether|in case|not a|no|unless|nothing)\b", re.I)


def _find_diagnosis(heard: Heard) -> Iterator[Finding]:
    for line in heard.lines:
        for pattern, message in _DIAGNOSES:
            for found in pattern.finditer(line.text):
                if not is_negated(line.text, found.start()) and not _IN_CASE.search(line.text[: found.start()]):
                    yield found_in(line, found.start(), found.end(), message)


DIAGNOSIS = Rule(
    name="diagnosis",
    reason=(
        "A recording does not know who listens. A name for what someone has can frighten or shrink them, and "
        "a part that"
        " is called ill stops talking. What a person has is said by a clinician, in a conversation."
    ),
    instead="Say what may be noticed, in the listener's own terms: “Some part of you may feel low, or tired "
    "of it all.”",
    breaks="You have an anxiety disorder, and this part of you is sick.",
    keeps="Some part of you may be worried, and it may have good reasons.",
    find=_find_diagnosis,
)
