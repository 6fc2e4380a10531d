#!/usr/bin/env python3
"""Write the English word lists of the shallow parser from WordNet's dictionary files.

    scripts/lexicon.py WORDNET_DICT_DIR

WORDNET_DICT_DIR holds index.*, data.*, *.exc and cntlist.rev of WordNet 3.0 (the Debian package wordnet-base puts
them in /usr/share/wordnet). Corrections by hand come from lexicon-extra.tsv, irregular-verbs.tsv and irregular-extra.tsv
beside this script. The output is gazetteers/english/lexicon.tsv and gazetteers/english/irregular.tsv; the same input
gives the same bytes. Before a file is written its invariants are checked, and a broken one ends the run with an error.
"""

import re
import sys
from pathlib import Path

HERE = Path(__file__).resolve().parent
OUT = HERE.parent / "gazetteers" / "english"

WORD = re.compile(r"[a-z]+(?:[-'][a-z]+)*\Z")
PARTS = (("noun", "1", "n"), ("verb", "2", "v"), ("adj", "3", "a"), ("adv", "4", "r"))
# WordNet's lexicographer files whose nouns get a kind.
KINDS = {18: "p", 14: "g", 10: "c", 4: "t", 11: "e", 28: "d"}
ORDER = "nvar"
MAX_BYTES = 600 * 1024

# Closed-class words. The parser has lists of its own for them, and WordNet's readings of their spellings (inch for "in",
# helium for "he") only do harm. Words of closed class which are just as much ordinary verbs, nouns or adjectives
# (near, like, down, past, own, need, mine, save, opposite) stay: their inflected forms have to be found.
FUNCTION_WORDS = set(
    """
    a an the this that these those yon yonder some any no every each either neither both all such what whatever which
    whichever whose another other others much many more most few fewer fewest less least several enough one ones
    i me my myself we us our ours ourselves you your yours yourself yourselves he him his himself she her hers
    herself it its itself they them their theirs themselves thou thee thy thine ye who whom whoever whomever whosoever
    somebody someone something anybody anyone anything everybody everyone everything nobody none nothing nought aught
    aboard about above across after against along alongside amid amidst among amongst around as astride at atop before
    behind below beneath beside besides between betwixt beyond but by despite during except for from in inside into
    minus notwithstanding of off on onto out outside over per plus qua regarding concerning since than through
    throughout till to toward towards under underneath unlike until unto up upon versus via vis-a-vis with within without
    circa
    and or nor yet so if whether because although though unless while whilst whereas lest once albeit when whenever where
    wherever whereby wherein whereupon whither whence why how
    be am is are was were been being have has had having do does did doing done can could may might must shall should
    will would ought cannot not there
    """.split()
)

# Two letters or one: WordNet's are abbreviations, symbols and letters of the alphabet but for these.
SHORT_WORDS = set("ad ax ex go id ma ok os ox pa pi tv".split())
ROMAN_NUMERAL = re.compile(r"[ivxlcd]+\Z")
ROMAN_BUT_WORDS = set("civic civil did dill ill lid livid vivid".split())
NO_VOWEL = re.compile(r"[^aeiouy]{3}\Z")
NO_VOWEL_BUT_WORDS = set("hmm nth shh tsk".split())

SLUR = re.compile(
    r"ethnic slur|offensive (?:term|name|word)|\(slang\) offensive|disparaging (?:term|terms|name)|derogatory (?:term|name)"
)

VOWELS = "aeiou"


def fail(message):
    sys.exit(f"lexicon.py: {message}")


def rows(name):
    """The rows of a companion file, with their place for messages."""
    path = HERE / name
    for number, line in enumerate(path.read_text(encoding="ascii").splitlines(), 1):
        if line and not line.startswith("#"):
            yield f"{name}:{number}", line.split("\t")


# --- WordNet -----------------------------------------------------------------------------------------------------------


def tagged_counts(wordnet):
    """(lemma, part, sense number) to the number of tagged occurrences."""
    counts = {}
    for line in (wordnet / "cntlist.rev").read_text(encoding="ascii").splitlines():
        key, sense, count = line.split()
        lemma, rest = key.split("%")
        part = "3" if rest[0] == "5" else rest[0]
        counts[lemma, part, int(sense)] = counts.get((lemma, part, int(sense)), 0) + int(count)
    return counts


def read_wordnet(wordnet):
    """Single-word lower-case lemmas: word to {part: count}, and noun to its kind by the first sense.

    The index files hold every lemma in lower case; the data files tell how it is written in each sense. A sense written
    with a capital, or one of a single person or place (an instance), is a name and does not count. Senses which the gloss
    calls a slur are left out.
    """
    counts = tagged_counts(wordnet)
    entries, kinds = {}, {}
    for part, number, letter in PARTS:
        synsets = {}
        for line in (wordnet / f"data.{part}").read_text(encoding="ascii").splitlines():
            if line.startswith(" "):
                continue
            fields, gloss = line.split(" | ", 1)
            if SLUR.search(gloss):
                continue
            fields = fields.split()
            size = int(fields[3], 16)
            words = {re.sub(r"\(.*\)", "", word) for word in fields[4 : 4 + 2 * size : 2]}
            synsets[fields[0]] = (int(fields[1]), words, "@i" in fields)
        for line in (wordnet / f"index.{part}").read_text(encoding="ascii").splitlines():
            if line.startswith(" "):
                continue
            fields = line.split()
            word = fields[0]
            if not WORD.match(word):
                continue
            total, found = 0, False
            for sense, offset in enumerate(fields[-int(fields[2]) :], 1):
                lexicographer_file, words, instance = synsets.get(offset, (0, (), True))
                if instance or word not in words:
                    continue
                total += counts.get((word, number, sense), 0)
                if not found and letter == "n":
                    kinds[word] = KINDS.get(lexicographer_file, "")
                found = True
            if found:
                entries.setdefault(word, {})[letter] = total
    return entries, kinds


def read_exceptions(wordnet, part):
    for line in (wordnet / f"{part}.exc").read_text(encoding="ascii").splitlines():
        form, *lemmas = line.split()
        for lemma in lemmas:
            if WORD.match(form) and WORD.match(lemma):
                yield form, lemma


# --- Inflection --------------------------------------------------------------------------------------------------------


def regular_verb_forms(lemma):
    """The forms the engine finds by rule, so that they need no row."""
    if lemma.endswith("y") and lemma[-2:-1] not in VOWELS:
        return {lemma[:-1] + "ies", lemma[:-1] + "ied", lemma + "ing"}
    if lemma.endswith("e"):
        return {lemma + "s", lemma + "d", lemma[:-1] + "ing", lemma + "ing"}
    return {lemma + "s", lemma + "es", lemma + "ed", lemma + "ing"}


def regular_plurals(lemma):
    if lemma.endswith("y") and lemma[-2:-1] not in VOWELS:
        return {lemma[:-1] + "ies", lemma + "s"}
    return {lemma + "s", lemma + "es"}


def doubles(lemma, consonants="bdgklmnprtz"):
    """Whether the last letter is one consonant after one vowel (qu counting as a consonant)."""
    return bool(re.search(rf"(?:^|[^aeiou]|qu)[aeiou][{consonants}]\Z", lemma))


def monosyllable(lemma):
    return bool(re.match(r"(?:[^aeiouy]*|[^aeiouy]*qu|y[^aeiouy]*)[aeiou][^aeiouy]+\Z", lemma))


PREFIXES = "back- breast- bottle- co- deep- force- spoon- back fore inter mis out over re re- un under up".split()
# Words that only look like prefix and irregular base, or whose base is regular in this use.
NOT_PREFIXED = set(
    "interleave interplay misfit outfit outlay outwork overwork relay relight reprove rewed rework unfit".split()
)


def irregular_verbs(wordnet, verbs):
    """Rows (form, lemma, tag) for the verbs, the lemmas of the table by hand, and the forms of verb.exc left unread."""
    out = set()
    table = {}
    for place, fields in rows("irregular-verbs.tsv"):
        if len(fields) != 3:
            fail(f"{place}: wants lemma, past, participle")
        lemma, past, participle = fields
        if lemma in table:
            fail(f"{place}: {lemma} twice")
        table[lemma] = (past.split(",") if past else [], participle.split(",") if participle else [])
    base_table = dict(table)
    # Prefixed verbs inflect as their base.
    for verb in sorted(verbs):
        if verb in table or verb in NOT_PREFIXED:
            continue
        for prefix in PREFIXES:
            base = verb[len(prefix) :]
            if verb.startswith(prefix) and base in base_table and base not in ("be", "have", "get", "go"):
                table[verb] = tuple([prefix + form for form in forms] for forms in base_table[base])
                break
    # The other compounds of WordNet's list (ghostwrite, floodlight): by the base that its form shows.
    unread = []
    for form, lemma in read_exceptions(wordnet, "verb"):
        if lemma not in verbs or form == lemma:
            continue
        if form in regular_verb_forms(lemma):
            continue
        if form in (lemma + lemma[-1] + "ing", lemma + "king", lemma[:-2] + "ying"):
            out.add((form, lemma, "ing"))
        elif form in (lemma + lemma[-1] + "ed", lemma + "ked"):
            out.update({(form, lemma, "past"), (form, lemma, "part")})
        elif lemma in table:
            continue
        elif form == lemma + lemma[-1] + "es":
            out.add((form, lemma, "s"))
        else:
            for base, forms in base_table.items():
                prefix = lemma[: -len(base)]
                if len(prefix) > 1 and lemma.endswith(base):
                    tags = [tag for tag, some in zip(("past", "part"), forms) if form in [prefix + f for f in some]]
                    if tags:
                        out.update((form, lemma, tag) for tag in tags)
                        break
            else:
                unread.append(f"{form}:{lemma}")
    for lemma, (past, participle) in table.items():
        out.update((form, lemma, "past") for form in past)
        out.update((form, lemma, "part") for form in participle)
        # Final stress, as all these have, doubles the consonant.
        if doubles(lemma):
            out.add((lemma + lemma[-1] + "ing", lemma, "ing"))
    for verb in verbs:
        if verb not in table and monosyllable(verb) and doubles(verb):
            out.update(doubled_rows(verb))
    return out, set(base_table), unread


def doubled_rows(verb):
    stem = verb + verb[-1]
    return {(stem + "ed", verb, "past"), (stem + "ed", verb, "part"), (stem + "ing", verb, "ing")}


NOT_MAN = set(
    "brahman caiman cayman cousin-german desman dolman german hetman human mussulman nonhuman ottoman ramman roman shaman "
    "talisman toman".split()
)


NOT_PLURALS = set("bani cola hila lati latu mediae ora osar pease primi reis senti soli taxes".split())
# Far commoner as nouns than as comparatives.
NOT_DEGREES = set("dunner dunnest squatter squattest tanner tannest wanner wannest".split())


def irregular_plurals(wordnet, entries):
    out = set()
    for form, lemma in read_exceptions(wordnet, "noun"):
        if "n" not in entries.get(lemma, {}) or form == lemma or form in regular_plurals(lemma):
            continue
        # A form that is a word itself (dive, the plural of diva) or the plural of a commoner one (taxes) is that word.
        if form in entries or form.endswith(("ing", "ings")) or form in FUNCTION_WORDS or form in NOT_PLURALS:
            continue
        out.add((form, lemma, "plural"))
    for word, readings in entries.items():
        if "n" not in readings or word in NOT_MAN:
            continue
        for singular, plural in (("man", "men"), ("child", "children"), ("mouse", "mice"), ("tooth", "teeth")):
            if word.endswith(singular):
                out.add((word[: -len(singular)] + plural, word, "plural"))
    return out


def irregular_degrees(wordnet, entries):
    out = set()
    for form, lemma in read_exceptions(wordnet, "adj"):
        if "a" in entries.get(lemma, {}) and form not in NOT_DEGREES:
            if form == lemma + lemma[-1] + "er":
                out.add((form, lemma, "comp"))
            elif form == lemma + lemma[-1] + "est":
                out.add((form, lemma, "sup"))
    return out


# --- Lists -------------------------------------------------------------------------------------------------------------


def apply_corrections(entries, kinds):
    """Reads lexicon-extra.tsv into the entries; returns its words, which are kept whatever their counts."""
    named = set()
    for place, fields in rows("lexicon-extra.tsv"):
        if len(fields) != 2:
            fail(f"{place}: wants word and codes")
        word, codes = fields
        if not WORD.match(word):
            fail(f"{place}: not a lower-case word: {word}")
        if word in named:
            fail(f"{place}: {word} twice")
        if word in FUNCTION_WORDS:
            fail(f"{place}: {word} is a closed-class word")
        named.add(word)
        readings = entries.setdefault(word, {})
        given = ""
        for code in codes.split():
            if re.fullmatch(r"[nvar]\d+", code):
                readings[code[0]] = int(code[1:])
            elif re.fullmatch(r"-[nvar]", code):
                readings.pop(code[1], None)
            elif code == "-k":
                kinds[word] = ""
            elif code in KINDS.values():
                given += code
            else:
                fail(f"{place}: bad code {code}")
        if given:
            kinds[word] = given
        if not readings:
            del entries[word]
        if given and "n" not in readings:
            fail(f"{place}: {word} has a kind but is no noun")
    return named


def not_a_word(word):
    """Whether the spelling is an abbreviation, a letter or a Roman numeral."""
    if len(word) <= 2:
        return word not in SHORT_WORDS
    if ROMAN_NUMERAL.match(word):
        return word not in ROMAN_BUT_WORDS
    return bool(NO_VOWEL.match(word)) and word not in NO_VOWEL_BUT_WORDS


def select(entries, kinds, named, verb_forms):
    """The entries worth a line; a noun without count, kind or second reading falls away.

    Of the hyphenated persons and groups (crap-shooter, fire-swallower) only those met in tagged texts or named by hand stay.
    """
    chosen = {}
    for word, readings in entries.items():
        if word in FUNCTION_WORDS or (not_a_word(word) and word not in named):
            continue
        kind = kinds.get(word, "") if "n" in readings else ""
        useful = (
            word in named
            or (kind in ("p", "g") and "-" not in word)
            or len(readings) > 1
            or "n" not in readings
            or readings["n"] > 0
            or word in verb_forms
        )
        if useful:
            chosen[word] = (readings, kind)
    return chosen


def lexicon_line(word, readings, kind):
    codes = []
    for letter in ORDER:
        if letter in readings:
            codes.append(f"{letter}{readings[letter]}")
            if letter == "n":
                codes.extend(kind)
    return f"{word}\t{' '.join(codes)}\n"


LEXICON_HEADER = """\
# English words with the parts of speech they can be: word<TAB>codes. Words are lemmas in lower case, sorted by bytes.
# Codes: n noun, v verb, a adjective, r adverb, each with its count in WordNet's tagged texts (0: possible, never met); the
# counts of the words in scripts/lexicon-extra.tsv are estimates for news prose, not measured on a corpus. After n stands
# the kind of the noun in its usual sense: p person, g group, c communication, t act, e event, d time.
# Closed-class words are left out. Nouns without count, kind or second reading are left out: an unknown word is a noun.
# Source: WordNet 3.0 with corrections by hand. Licence: WORDNET-LICENSE. Written by scripts/lexicon.py.
"""

IRREGULAR_HEADER = """\
# Irregular inflected forms of English: form<TAB>lemma<TAB>tag, sorted by bytes. Tags: past, part (past participle), ing,
# s (third person), plural, comp, sup. Forms by rule (-s, -es, -ies, -ed, -d, -ied, -ing, -er, -est, -ier, -iest, dropped e)
# are left out; those with a doubled consonant are here.
# Source: WordNet 3.0 (exception lists) and tables by hand. Licence: WORDNET-LICENSE. Written by scripts/lexicon.py.
"""


def check_lexicon(text):
    if len(text.encode()) > MAX_BYTES:
        fail(f"lexicon.tsv has {len(text.encode())} bytes, more than {MAX_BYTES}")
    found = {}
    before = ""
    for line in text.splitlines():
        if line.startswith("#"):
            continue
        if not re.fullmatch(r"[a-z]+(?:[-'][a-z]+)*\t(?:n\d+(?: [pgcted])*)?(?: ?[var]\d+)*", line):
            fail(f"lexicon.tsv: bad line {line!r}")
        word, codes = line.split("\t")
        if word <= before:
            fail(f"lexicon.tsv: {word} out of order or twice")
        before = word
        found[word] = codes.split()
    for word in FUNCTION_WORDS & found.keys():
        fail(f"lexicon.tsv: closed-class word {word}")

    def first(word, letter):
        return next((int(code[1:]) for code in found.get(word, []) if code[0] == letter and code[1:]), -1)

    for pair in (
        "spokesman p, ministry g, statement c, attack t, week d, explosion e, police g, government g, president p, "
        "soldier p, lawmaker p, denial c, war t, earthquake e, election t, day d, parliament g, letter c, wife p"
    ).split(", "):
        word, kind = pair.split()
        if kind not in found.get(word, []):
            fail(f"lexicon.tsv: {word} lacks the kind {kind}")
    for triple in (
        "say v n, accuse v n, report n v, attack n v, police n v, kill v n, call v n, urge v n, leader n v, deny v n, "
        "hack v a, tweet v a, condemn v n, former a n, dead a n, still r n, back r n, minister n v, force n v, deal n v"
    ).split(", "):
        word, more, fewer = triple.split()
        if first(word, more) <= first(word, fewer):
            fail(f"lexicon.tsv: {word} should be {more} before {fewer}")
    for word in "cyberattack ransomware whistleblower lawmaker spokesperson building meeting weaponize downplay".split():
        if word not in found:
            fail(f"lexicon.tsv: {word} is missing")
    for word in "paris london monday washington january".split():
        if word in found:
            fail(f"lexicon.tsv: the name {word} is in")
    return found


def check_irregular(text, lexicon, bases):
    triples = set()
    before = ""
    for line in text.splitlines():
        if line.startswith("#"):
            continue
        if line <= before:
            fail(f"irregular.tsv: {line!r} out of order or twice")
        before = line
        form, lemma, tag = line.split("\t")
        if not WORD.match(form) or not WORD.match(lemma):
            fail(f"irregular.tsv: bad form {line!r}")
        letter = {"plural": "n", "comp": "ar", "sup": "ar"}.get(tag, "v")
        if lemma not in ("be", "have", "do") and not any(
            code[0] in letter and code[1:] for code in lexicon.get(lemma, [])
        ):
            fail(f"irregular.tsv: {lemma} has no such reading in the lexicon ({line!r})")
        if tag in ("past", "part", "ing", "s") and form != lemma and form in regular_verb_forms(lemma):
            fail(f"irregular.tsv: {form} is a regular form of {lemma}")
        triples.add((form, lemma, tag))
    both = {lemma for _, lemma, tag in triples if tag == "past"} & {lemma for _, lemma, tag in triples if tag == "part"}
    both &= bases
    if len(both) < 180:
        fail(f"irregular.tsv: only {len(both)} verbs of the table have both forms")
    wanted = """
        went go past, gone go part, made make past, made make part, said say past, told tell past, told tell part,
        took take past, taken take part, began begin past, begun begin part, admitted admit past, admitted admit part,
        referred refer part, travelled travel past, put put past, put put part, shot shoot part, held hold past,
        found find past, left leave part, led lead past, fell fall past, fallen fall part, struck strike part,
        swore swear past, sworn swear part, withdrew withdraw past, overthrown overthrow part, broke break past,
        running run ing, getting get ing, dying die ing, lying lie ing, planned plan past, stabbed stab part,
        banned ban part, cancelled cancel past, panicked panic past, men man plural, women woman plural,
        people person plural, children child plural, spokesmen spokesman plural, policemen policeman plural,
        crises crisis plural, lives life plural, bigger big comp, worst bad sup, better good comp, gunmen gunman plural
    """
    for row in wanted.split(","):
        if tuple(row.split()) not in triples:
            fail(f"irregular.tsv: lacks {row.strip()}")
    forms = {form for form, _, _ in triples}
    for wrong in "traveled accused denied opened visitted openned happenned goed humen".split():
        if wrong in forms:
            fail(f"irregular.tsv: {wrong} should not be there")
    return len(both)


def main():
    if len(sys.argv) != 2:
        fail("usage: lexicon.py WORDNET_DICT_DIR")
    wordnet = Path(sys.argv[1])
    entries, kinds = read_wordnet(wordnet)
    named = apply_corrections(entries, kinds)
    verbs = {word for word, readings in entries.items() if "v" in readings and word not in FUNCTION_WORDS}

    forms, bases, unread = irregular_verbs(wordnet, verbs)
    extra = set()
    for place, fields in rows("irregular-extra.tsv"):
        if fields[0] == "double" and len(fields) == 2:
            forms |= doubled_rows(fields[1])
        elif len(fields) == 3 and fields[2] in ("past", "part", "ing", "s", "plural", "comp", "sup"):
            extra.add(tuple(fields))
        else:
            fail(f"{place}: wants form, lemma, tag")
    verb_forms = {form for form, _, _ in forms}.union(*(regular_verb_forms(verb) for verb in verbs))

    chosen = select(entries, kinds, named, verb_forms)
    lexicon = LEXICON_HEADER + "".join(lexicon_line(word, *chosen[word]) for word in sorted(chosen))
    found = check_lexicon(lexicon)

    readings = {word: readings for word, (readings, _) in chosen.items()}
    forms = {row for row in forms if row[1] in readings or row[1] in ("be", "have", "do")}
    forms |= extra | irregular_plurals(wordnet, readings) | irregular_degrees(wordnet, readings)
    irregular = IRREGULAR_HEADER + "".join(sorted(f"{form}\t{lemma}\t{tag}\n" for form, lemma, tag in forms))
    both = check_irregular(irregular, found, bases)

    OUT.mkdir(parents=True, exist_ok=True)
    for name, text in (("lexicon.tsv", lexicon), ("irregular.tsv", irregular)):
        (OUT / name).write_text(text, encoding="ascii", newline="\n")
        count = sum(not line.startswith("#") for line in text.splitlines())
        print(f"{name}: {count} rows, {len(text)} bytes")
    for letter in ORDER:
        print(f"  {letter}: {sum(letter in r for r in readings.values())}")
    for kind in KINDS.values():
        print(f"  kind {kind}: {sum(kind in k for _, k in chosen.values())}")
    for tag in ("past", "part", "ing", "s", "plural", "comp", "sup"):
        print(f"  {tag}: {sum(row[2] == tag for row in forms)}")
    print(f"  irregular verbs of the table with both forms: {both}")
    print(f"  rare forms of verb.exc not read: {len(unread)}", " ".join(unread[:400]), sep="\n    ")


if __name__ == "__main__":
    main()
