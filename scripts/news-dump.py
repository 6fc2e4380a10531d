#!/usr/bin/env python3
"""Writes a dump of made-up news, to measure the program with.

    scripts/news-dump.py 1000 > dump.jsonl          # megabytes

The articles have the length, the share of claims and the JSON of common dumps;
their words mean nothing. The same arguments give the same bytes.
"""

import json
import random
import sys

PEOPLE = ["Maria Berg", "Paul Stone", "Anna Holm", "John Marsh", "Eva Lind", "Peter Falk", "Ines Moreau", "Karl Brandt"]
PLACES = ["Norway", "Iceland", "Oslo", "Lisbon", "Canada", "Kenya", "Warsaw", "Chile"]
GROUPS = ["the council", "the ministry", "the airline", "the union", "the contractor", "Northern Rail", "the water board"]
ACTS = ["hiding the report", "delaying the repairs", "misleading voters", "breaching the contract", "overfishing"]
THINGS = ["bridge", "harbour", "hospital", "budget", "school", "railway", "forest", "market", "water main", "stadium"]
VERBS = ["opened", "closed", "was repaired", "was sold", "was extended", "reopened", "was inspected", "stood empty"]
TIMES = ["on Monday", "last week", "in March", "earlier this year", "after two months", "in 2019", "at the weekend"]
ENDS = [", officials said", " despite heavy rain", ", the first time in a decade", " without further delay",
        " at a cost of 4.5 million euros", ", according to a statement", ""]
CLAIMS = [
    "{a} accused {b} of {act}.", "{b} denied {act}.", "{a} condemned the decision of {b}.",
    "“There was no other way,” said {p}, who speaks for {a}.", "{p} rejected the accusation as baseless.",
]


def sentence(rng):
    who = rng.choice([rng.choice(PEOPLE), rng.choice(PLACES), rng.choice(GROUPS)])
    plain = f"the {rng.choice(THINGS)} near {rng.choice(PLACES)} {rng.choice(VERBS)} {rng.choice(TIMES)}{rng.choice(ENDS)}."
    form = rng.random()
    if form < 0.12:
        text = rng.choice(CLAIMS).format(a=who, b=rng.choice(GROUPS + PLACES), act=rng.choice(ACTS), p=rng.choice(PEOPLE))
    elif form < 0.5:
        text = f"{who} had {rng.randint(2, 900)} visitors when {plain}"
    else:
        text = plain
    return text[0].upper() + text[1:]


def main():
    if len(sys.argv) != 2 or not sys.argv[1].isdigit():
        sys.exit(__doc__)
    left = int(sys.argv[1]) * 1_000_000
    rng = random.Random(1)
    # A stock of paragraphs: making each anew would take longer than reading it.
    stock = [" ".join(sentence(rng) for _ in range(rng.randint(2, 5))) for _ in range(20_000)]
    number = 0
    while left > 0:
        number += 1
        text = "\n\n".join(rng.choice(stock) for _ in range(rng.randint(3, 20)))
        line = json.dumps({
            "id": f"article-{number}",
            "url": f"https://news.example/{number}",
            "title": sentence(rng)[:-1],
            "date": f"2024-{1 + number % 12:02}-{1 + number % 28:02}T08:00:00Z",
            "text": text,
        }, ensure_ascii=False).encode() + b"\n"
        sys.stdout.buffer.write(line)
        left -= len(line)


if __name__ == "__main__":
    main()
