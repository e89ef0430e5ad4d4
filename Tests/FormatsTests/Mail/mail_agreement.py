#!/usr/bin/env python3
"""Holds the records of messages against what another reader expects of them.

    Tests/FormatsTests/Mail/mail_agreement.py WIREDESK FOLDER

WIREDESK is the command, as `swift build` leaves it in .build/release; FOLDER has messages, and beside each NAME a
NAME.expected.json in the form of the tests of stalwart's mail-parser. Prints how many subjects, senders, dates and texts
agree, and each that does not. A subject agrees when it ends in the headline, for the marks before it are none of that; a
text when 98 % of its words stand in the record; U+FFFD in what is expected agrees with any character.
"""
import collections, html, json, os, re, subprocess, sys, unicodedata

wiredesk, folder = sys.argv[1:]


def letters(text):
    return "".join(c for c in unicodedata.normalize("NFKC", text or "").lower() if c.isalnum() or c == "\ufffd")


def ends_in(whole, end):
    whole, end = letters(whole), letters(end)
    pattern = "".join("." if c == "\ufffd" else re.escape(c) for c in whole)
    return bool(end) and (re.fullmatch(pattern, end) is not None or whole.endswith(end))


def words(text):
    return collections.Counter(re.findall(r"[\w\ufffd]+", text.lower()))


def stands(word, have):
    if "\ufffd" not in word:
        return have[word] > 0
    pattern = re.compile("".join("." if c == "\ufffd" else re.escape(c) for c in word))
    return any(pattern.fullmatch(other) for other in have)


def expected_text(message):
    text = ""
    for number in message["text_body"]:
        body = message["parts"][number]["body"]
        if "Text" in body:
            text += body["Text"] + "\n"
        elif "Html" in body:
            bare = re.sub(r"(?is)<(script|style|title|head)\b.*?</\1>", "", body["Html"])
            text += html.unescape(re.sub(r"<[^>]*>", " ", bare))
    return text


def strings(value):
    if isinstance(value, str):
        yield value
    elif isinstance(value, list):
        for item in value:
            yield from strings(item)
    elif isinstance(value, dict):
        for item in value.values():
            yield from strings(item)


score = collections.defaultdict(lambda: [0, 0])
missed = []
for name in sorted(os.listdir(folder)):
    expected = os.path.join(folder, name + ".expected.json")
    if not os.path.exists(expected):
        continue
    message = json.load(open(expected, encoding="utf-8"))
    run = subprocess.run([wiredesk, "parse", os.path.join(folder, name)], capture_output=True)
    records = [json.loads(line) for line in run.stdout.decode("utf-8").splitlines() if line.startswith("{")]
    fields = {}
    for header in message["parts"][0]["headers"]:
        if isinstance(header["name"], str):
            fields.setdefault(header["name"], header["value"])
    text = expected_text(message)
    if not records:
        if letters(text):
            score["without a record"][1] += 1
            missed.append((name, "no record", run.stderr.decode("utf-8", "replace").strip()[:120]))
        continue
    record = records[0]

    def check(what, agrees, wanted, found):
        score[what][0] += agrees
        score[what][1] += 1
        if not agrees:
            missed.append((name, what, str(wanted)[:120], str(found)[:120]))

    subject = fields.get("subject")
    if isinstance(subject, dict) and letters(subject.get("Text")):
        check("subject", ends_in(subject["Text"], record["headline"]), subject["Text"], record["headline"])
    sender = fields.get("from")
    if isinstance(sender, dict) and "Address" in sender:
        address = sender["Address"]
        boxes = address.get("List") or [box for group in address.get("Group", []) for box in group["addresses"]]
        wanted = [(letters(box.get("name") or box.get("address")), box.get("address")) for box in boxes]
        found = [(letters(a["name"]), a.get("uri", "")[len("mailto:"):] or None) for a in record.get("authors", [])]
        check("from", wanted == found, wanted, found)
    date = fields.get("date")
    if isinstance(date, dict) and "DateTime" in date:
        d = date["DateTime"]
        minutes = d["tz_hour"] * 60 + d["tz_minute"]
        zone = "Z" if minutes == 0 else "%s%02d:%02d" % ("-" if d["tz_before_gmt"] else "+", *divmod(minutes, 60))
        wanted = "%04d-%02d-%02dT%02d:%02d:%02d%s" % (
            d["year"], d["month"], d["day"], d["hour"], d["minute"], d["second"], zone)
        check("date", wanted == record.get("published", {}).get("at"), wanted, record.get("published"))
    if letters(text):
        have, want = words(" ".join(strings(record))), words(text)
        share = sum(stands(word, have) for word in want) / len(want)
        check("text", share >= 0.98, "%.2f of %s" % (share, text[:80]), record["body"][:1])

for what, (agree, of) in sorted(score.items()):
    print(f"{what}: {agree} of {of}" + (f", {100 * agree / of:.1f} %" if of else ""))
for miss in missed:
    print(*miss, sep=" | ")
