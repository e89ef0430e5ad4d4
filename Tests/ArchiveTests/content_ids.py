"""Computes the content ids of an archive again, from its records alone.

usage: content_ids.py SEGMENT...

Prints a line for each record: its number, the id it has, and the id that its headline and body give. It shares no code
with wiredesk; the rule is on the page "The content id" of the documentation.
"""
import hashlib, json, sys, unicodedata, zlib

SPACE = set(map(chr, [*range(0x09, 0x0E), 0x20, 0x85, 0xA0, 0x1680, *range(0x2000, 0x200B), 0x2028, 0x2029, 0x202F,
                      0x205F, 0x3000]))
FOLDED = {}
for ascii, originals in {
    '"': [0xAB, 0xBB, *range(0x201C, 0x2020), 0x2033, 0x2036, 0x275D, 0x275E, *range(0x300C, 0x3010),
          *range(0x301D, 0x3020), 0xFF02],
    "'": [0x60, 0xB4, *range(0x2018, 0x201C), 0x2032, 0x2035, 0x2039, 0x203A, 0x2B9, 0x2BB, 0x2BC, 0x275B, 0x275C,
          0xFF07],
    "-": [*range(0x2010, 0x2016), 0x2212, 0xFE58, 0xFE63, 0xFF0D],
}.items():
    for original in originals:
        FOLDED[chr(original)] = ascii


def nfkc(text):
    """The NFKC form, in a time that grows with the text: unicodedata sorts a run of marks by exchanging neighbours."""
    out, marks = [], []
    for c in text:
        for part in unicodedata.normalize("NFKD", c):
            if unicodedata.combining(part):
                marks.append(part)
            else:
                out += sorted(marks, key=unicodedata.combining)
                marks = []
                out.append(part)
    return unicodedata.normalize("NFKC", "".join(out + sorted(marks, key=unicodedata.combining)))


def canonical(text):
    text = "".join(c for c in text if c in SPACE or unicodedata.category(c) not in ("Cc", "Cf"))
    text = "".join(FOLDED.get(c, c) for c in text)
    text = nfkc(text)
    out = []
    for c in text:
        c = " " if c in SPACE else FOLDED.get(c, c)
        if c in " -" and out and out[-1] == c or c == " " and not out:
            continue
        out.append(c)
    return "".join(out).rstrip(" ")


def telling(text):
    """What makes one content another: letters without case, marks, digits, and signs that touch a digit."""
    kinds = "".join(unicodedata.category(c)[0] for c in text)
    if not any(k in "LMN" for k in kinds):
        return text
    out, last, apart = "", "", False
    for at, (c, k) in enumerate(zip(text, kinds)):
        touches = at > 0 and kinds[at - 1] == "N" or kinds[at + 1 : at + 2] == "N"
        if k in "LM":
            out, last, apart = out + c.casefold(), k, False
        elif k == "N" or touches and c not in SPACE:
            out, last, apart = out + " " * apart + c, "N", False
        elif last == "N":
            apart = True
    return out


def content_id(headline, body):
    text = telling(canonical(headline)) + "\n\n" + telling("\n".join(p for p in map(canonical, body) if p))
    return "sha256:" + hashlib.sha256(text.encode("utf-8")).hexdigest()


if __name__ == "__main__":
    for name in sys.argv[1:]:
        for line in open(name, "rb"):
            covered, _, checksum = line.rstrip(b"\n").rpartition(b',"crc32":"')
            if "%08x" % zlib.crc32(covered) != checksum[:8].decode():
                sys.exit("%s: the checksum of record %s does not match" % (name, line[:20]))
            record = json.loads(line)
            print(record["seq"], record["id"], content_id(record["headline"], record["body"]))
