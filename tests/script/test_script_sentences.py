import pytest


@pytest.mark.parametrize(
    ("paragraph", "sentences"),
    [
        ("One. Two! Three? Four", ["One.", "Two!", "Three?", "Four"]),
        ("Wait … and go... on. Yes…", ["Wait …", "and go...", "on.", "Yes…"]),
        ("Really?! Yes.", ["Really?!", "Yes."]),
        ("… and then.", ["… and then."]),
        ("Stop. … Go.", ["Stop. …", "Go."]),
        ("Hello . . . there", ["Hello . . .", "there"]),
        ("He said “Go.” Then he left.", ["He said “Go.”", "Then he left."]),
        ('"Go!" "Now!" Fine.', ['"Go!"', '"Now!"', "Fine."]),
        ("(It is fine.) Good. (Yes.)", ["(It is fine.)", "Good.", "(Yes.)"]),
        ("Dr. Smith met Mrs. Jones and Prof. Lee.", ["Dr. Smith met Mrs. Jones and Prof. Lee."]),
        ("(Mr. Smith) came.", ["(Mr. Smith) came."]),
        ("Warm things, e.g. Tea or i.e. Soup.", ["Warm things, e.g. Tea or i.e. Soup."]),
        ("Parts vs. Self.", ["Parts vs. Self."]),
        ("Hands, feet, etc. are here.", ["Hands, feet, etc. are here."]),
        ("Hands, feet, etc. They are here.", ["Hands, feet, etc.", "They are here."]),
        ("At 5 p.m. you rest. At 9 a.m. You rise.", ["At 5 p.m. you rest.", "At 9 a.m.", "You rise."]),
        ("J. R. Smith and A. Lee.", ["J. R. Smith and A. Lee."]),
        ("It is I. You know.", ["It is I.", "You know."]),
        ("About 3.5 or 1.000 or 7. Then more.", ["About 3.5 or 1.000 or 7.", "Then more."]),
        ("No. 5 is here. No. It is not.", ["No. 5 is here.", "No.", "It is not."]),
        ("Now.Then", ["Now.Then"]),
        ("I am. You are.", ["I am.", "You are."]),
        ("One.\nTwo.", ["One.", "Two."]),
        ("One. *Two.* **Three.** Four.", ["One.", "Two.", "Three.", "Four."]),
        ("Hello {name|friend}. Then.", ["Hello friend.", "Then."]),
        ("At 5 p.m. {name|you} rest.", ["At 5 p.m.", "you rest."]),
        ("She has a Ph.D. in rest. On Jan. 5 we met.", ["She has a Ph.D. in rest.", "On Jan. 5 we met."]),
        ("Wait 5 min. and rest. Wait 5 min. Then rest.", ["Wait 5 min. and rest.", "Wait 5 min.", "Then rest."]),
        ("On Fifth Ave. near us. It's O.K. to stay.", ["On Fifth Ave. near us.", "It's O.K. to stay."]),
        ("St. Mary's is near. Go.", ["St. Mary's is near.", "Go."]),
    ],
)
def test_where_sentences_end(understands, paragraph, sentences):
    """Sentences end at their signs before white space, not at abbreviations, initials and in numbers."""
    assert [sentence.words({}) for sentence in understands(f"{paragraph}\n").sentences] == sentences


@pytest.mark.parametrize(
    ("paragraph", "endings"),
    [
        ("One. Two.", ["sentence", "paragraph"]),
        ("Wait … and go... on.", ["ellipsis", "ellipsis", "paragraph"]),
        ("One… ", ["paragraph"]),
        ("One. [pause 2s] Two. Three [pause 2s] four.", ["cut", "sentence", "cut", "paragraph"]),
        ("Well…” Yes.", ["ellipsis", "paragraph"]),
    ],
)
def test_what_closes_a_sentence(understands, paragraph, endings):
    """The ending tells which automatic pause follows."""
    assert [sentence.ending for sentence in understands(f"{paragraph}\n").sentences] == endings
