#!/usr/bin/env python3
"""Holds the HTML tokenizer against the public tests of html5lib.

usage: check_tokens.py FOLDER --tool PAGELAB

FOLDER has the *.test files of html5lib-tests/tokenizer (https://github.com/html5lib/html5lib-tests; the source archive of
html5lib on PyPI has them too). Compared are names, attributes, texts and comments. Not compared: the errors, the
identifiers of a document type, which no reader of pages needs, and tests of CDATA sections, which pages of HTML have none
of. Prints each difference, and at the end how many tests were run and how many differ.
"""
import argparse, glob, json, os, re, subprocess


def unescape(text):
    return re.sub(r"\\u([0-9A-Fa-f]{4})", lambda m: chr(int(m.group(1), 16)), text)


def expected(output, double):
    tokens = []
    for token in output:
        if token == "ParseError":
            continue
        kind = token[0]
        text = [unescape(part) if double and isinstance(part, str) else part for part in token]
        if kind == "Character" and tokens and tokens[-1][0] == "Character":
            tokens[-1][1] += text[1]
        elif kind == "DOCTYPE":
            tokens.append(["DOCTYPE"])
        elif kind == "StartTag":
            attributes = [unescape(part) if double else part for pair in token[2].items() for part in pair]
            tokens.append(["StartTag", text[1]] + attributes + (["/"] if len(token) > 3 and token[3] else []))
        else:
            tokens.append([kind] + text[1:2])
    return tokens


def main():
    arguments = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    arguments.add_argument("folder")
    arguments.add_argument("--tool", required=True)
    options = arguments.parse_args()
    cases = []
    for path in sorted(glob.glob(os.path.join(options.folder, "*.test"))):
        for test in json.load(open(path, encoding="utf-8")).get("tests", []):
            double = test.get("doubleEscaped", False)
            text = unescape(test["input"]) if double else test["input"]
            for state in test.get("initialStates", ["Data state"]):
                # What is no character of Unicode cannot stand in UTF-8.
                if state == "CDATA section state" or any(0xD800 <= ord(c) < 0xE000 for c in text):
                    continue
                cases.append((os.path.basename(path), test, state, text, expected(test["output"], double)))
    lines = "".join(json.dumps({"input": text, "state": state, "element": test.get("lastStartTag", "")}) + "\n"
                    for _, test, state, text, _ in cases)
    answers = subprocess.run([options.tool, "tokens"], input=lines, capture_output=True, text=True, check=True).stdout
    different = 0
    for (name, test, state, text, wanted), line in zip(cases, answers.split("\n")):
        found = json.loads(line)
        if found != wanted:
            different += 1
            print("%s: %s (%s): %r\n  expected %r\n  found    %r" % (
                name, test["description"], state, text, wanted, found))
    print("%d tests, %d differ" % (len(cases), different))


if __name__ == "__main__":
    main()
