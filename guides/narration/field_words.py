"""Words of the field that the engines misread, and how they are said.

Found by looking at eSpeak's phonemes, which every engine but some systems' own reads
with, for the words of Internal Family Systems, of ketamine and other medicines, of the
body, and of the traditions that guides borrow from; and by listening, with a speech
recogniser, to the default voice. What is heard rightly as it is (unburden, protector,
psyche, Winnicott …) is not listed; a few words only need other phonemes than eSpeak's
and keep their spelling.
"""

from collections.abc import Mapping

_THERAPY = {
    "exile": "exile /ˈɛksaɪl/",
    "exiles": "exiles /ˈɛksaɪlz/",
    "exiled": "exiled /ˈɛksaɪld/",
    "somatic": "soh-matic /soʊmˈæɾɪk/",
    "somatically": "soh-matically /soʊmˈæɾɪkli/",
    "vagus": "vaygus /vˈeɪɡəs/",
    "vagal": "vaygle /vˈeɪɡəl/",
    "polyvagal": "polly-vaygle /pˌɑːlivˈeɪɡəl/",
    "interoception": "intero-seption /ˌɪntəɹoʊsˈɛpʃən/",
    "interoceptive": "intero-septive /ˌɪntəɹoʊsˈɛptɪv/",
    "exteroception": "extero-seption /ˌɛkstəɹoʊsˈɛpʃən/",
    "proprioception": "proprio-seption /pɹˌoʊpɹioʊsˈɛpʃən/",
    "neuroception": "neuro-seption /nˌʊɹoʊsˈɛpʃən/",
    "hyperarousal": "hyper-arousal /hˌaɪpɚɹəɹˈaʊzəl/",
    "hypoarousal": "hypo-arousal /hˌaɪpoʊəɹˈaʊzəl/",
    "retraumatize": "ree-traumatize /ɹˌiːtɹˈɔːmətaɪz/",
    "retraumatized": "ree-traumatized /ɹˌiːtɹˈɔːmətaɪzd/",
    "retraumatizing": "ree-traumatizing /ɹˌiːtɹˈɔːmətaɪzɪŋ/",
    "retraumatization": "ree-traumatization /ɹˌiːtɹɔːmətɪzˈeɪʃən/",
    "pendulation": "penjulation /pˌɛndʒəlˈeɪʃən/",
    "limerence": "limmerence /lˈɪmɚɹəns/",
    "id": "idd /ˈɪd/",
    "van der Kolk": "van der coke /vˈæn dɚ kˈoʊk/",
    "Kohut": "koe-hoot /kˈoʊhʊt/",
    "Deb Dana": "Deb Danna /dˈɛb dˈænə/",
    "Gabor Mate": "gahbor mattay /ɡˈɑːbɔːɹ mˈɑːteɪ/",
    "Gabor Maté": "gahbor mattay /ɡˈɑːbɔːɹ mˈɑːteɪ/",
    "Tolle": "tolly /tˈɑːli/",
    "BIPOC": "bye-pock /bˈaɪpɑːk/",
}
_MEDICINE = {
    "ketamine": "ketamine /kˈɛtəmˌiːn/",
    "esketamine": "esketamine /ˌɛskˈɛtəmˌiːn/",
    "arketamine": "ar-kettameen /ˌɑːɹkˈɛtəmˌiːn/",
    "lozenge": "lozinj /lˈɒzɪndʒ/",
    "lozenges": "lozinjes /lˈɒzɪndʒᵻz/",
    "troche": "trokey /tɹˈoʊki/",
    "troches": "trokeys /tɹˈoʊkiz/",
    "psilocybin": "sillasighbin /sˌɪləsˈaɪbən/",
    "psilocin": "sighlosin /sˈaɪləsɪn/",
    "ayahuasca": "eye-a-waska /ˌaɪəwˈɑːskə/",
    "peyote": "payoh-tee /peɪˈoʊɾi/",
    "mescaline": "mescalin /mˈɛskəlɪn/",
    "ibogaine": "ibbo-gain /ˈɪboʊɡeɪn/",
    "iboga": "ibboga /ɪbˈoʊɡə/",
    "entheogen": "en-thee-o-jen /ˈɛnθioʊdʒən/",
    "entheogens": "en-thee-o-jens /ˈɛnθioʊdʒənz/",
    "entheogenic": "en-thee-o-jennic /ˌɛnθioʊdʒˈɛnɪk/",
    "oxytocin": "oxy-toe-sin /ˌɑːksɪtˈoʊsɪn/",
    "cortisol": "corti-saul /kˈɔːɹtɪsˌɔːl/",
    "benzodiazepine": "benzo-dye-azza-peen /bˌɛnzoʊdaɪˈæzəpiːn/",
    "benzodiazepines": "benzo-dye-azza-peens /bˌɛnzoʊdaɪˈæzəpiːnz/",
    "lorazepam": "lor-azza-pam /lɔːɹˈæzəpæm/",
    "diazepam": "dye-azza-pam /daɪˈæzəpæm/",
    "clonazepam": "cloe-nazza-pam /kloʊnˈæzəpæm/",
    "ondansetron": "ondanser-tron /ɑːndˈænsətɹɑːn/",
    "lamotrigine": "lamoatrijeen /ləmˈoʊtɹɪdʒiːn/",
    "naltrexone": "nal-trex-own /næltɹˈɛksoʊn/",
    "anxiolytic": "anxio-littic /ˌæŋzioʊlˈɪɾɪk/",
    "nystagmus": "nis-tagmus /nɪstˈæɡməs/",
    "mTOR": "em-tor /ˈɛmtɔːɹ/",
    "comedown": "come-down /kˈʌmdaʊn/",
    "comedowns": "come-downs /kˈʌmdaʊnz/",
    "psychonaut": "psycho-nawt /sˈaɪkənɔːt/",
}
_BODY = {
    "fascia": "fasha /fˈæʃə/",
    "fascial": "fashal /fˈæʃəl/",
    "amygdala": "amigdula /əmˈɪɡdələ/",
    "amygdalae": "amigdulee /əmˈɪɡdəliː/",
    "hyoid": "high-oid /hˈaɪɔɪd/",
    "craniosacral": "cranio-saycral /kɹˌeɪnioʊsˈeɪkɹəl/",
    "coccyx": "cock-six /kˈɑːksɪks/",
}
_TRADITIONS = {
    "namaste": "nahmastay /nˈɑːməsteɪ/",
    "Reiki": "raykey /ɹˈeɪki/",
    "qi": "chee /tʃˈiː/",
    "qigong": "chee-gong /tʃˌiːɡˈɔːŋ/",
    "pranayama": "prah-na-yahma /pɹˌɑːnəjˈɑːmə/",
    "savasana": "shavahsana /ʃəvˈɑːsənə/",
    "shavasana": "shavahsana /ʃəvˈɑːsənə/",
    "sangha": "sahng-ga /sˈʌŋɡə/",
    "zazen": "zah-zen /zˈɑːzɛn/",
    "ayurveda": "eye-er-vayda /ˌaɪɚvˈeɪdə/",
    "bodhisattva": "boh-dee-saht-va /bˌoʊdisˈɑːtvə/",
    "kirtan": "keertan /kˈɪɹtən/",
    "wu wei": "woo way /wˌuː wˈeɪ/",
    "satsang": "saht-sang /sˈɑːtsɑːŋ/",
    "mudra": "moodra /mˈuːdɹə/",
    "sadhana": "sahdnuh /sˈɑːdənə/",
    "Thich Nhat Hanh": "tick naht hahn /tˈɪk nˈɑːt hˈɑːn/",
    "Pema Chodron": "pemma choh-dron /pˈɛmə tʃˈoʊdɹən/",
    "Pema Chödrön": "pemma choh-dron /pˈɛmə tʃˈoʊdɹən/",
    "Brach": "brock /bɹˈɑːk/",
    "Niamh": "neev /nˈiːv/",
}
_SOUNDS = {
    "mm": "hmm",
    "mmm": "hmm",
    "mhm": "um-hum /əmhˈʌm/",
    "mm-hmm": "um-hum /əmhˈʌm/",
    "shh": "shush",
    "ennui": "on-wee /ɑːnwˈiː/",
}

SHIPPED: Mapping[str, str] = {**_THERAPY, **_MEDICINE, **_BODY, **_TRADITIONS, **_SOUNDS}
"""Written as a practice would write it in `[pronounce]`, with both a respelling and IPA."""
