#!/usr/bin/env python3
"""Scores what `wiredesk parse` makes of sample files against what their projects expect of them.

usage: score_samples.py WIREDESK FOLDER...

A folder holds samples, and beside NAME a NAME.expected.json in the form of gofeed or feed-rs: a list of `entries` or
`items` with title, id or guid, link, dates and authors. Of each entry that has become a record, each field is compared;
entries without a record are counted. A day agrees where that is all a document says; content agrees where 98 % of
its words stand in the record. Misses are listed. The files are other people's and are never committed.
"""
import collections
import datetime
import html
import json
import os
import re
import subprocess
import sys
import urllib.parse


def plain(text):
    text = html.unescape(re.sub(r"<[^>]+>", " ", text or ""))
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", text)).strip()


def value(field, *keys):
    if isinstance(field, dict):
        return next((field[key] for key in keys if field.get(key)), None)
    return field


def words(text):
    return re.findall(r"\w+", html.unescape(plain(text)).lower())


def strings(value):
    if isinstance(value, str):
        yield value
    elif isinstance(value, (list, dict)):
        for item in value.values() if isinstance(value, dict) else value:
            yield from strings(item)


def content(entry):
    """The longest of the texts that an entry is expected to have."""
    texts = [entry.get(key) for key in ("content", "summary", "description")]
    texts = [value(text, "body", "content", "value") for text in texts]
    return max((text for text in texts if isinstance(text, str)), key=lambda text: len(plain(text)), default=None)


def moment(text):
    try:
        return datetime.datetime.fromisoformat(re.sub(r"\.\d+", "", text or "").replace("Z", "+00:00")).timestamp()
    except ValueError:
        return None


def expectation(entry):
    """The fields of an expected entry under the names of records; a field that is not expected is left out."""
    fields = {"headline": plain(value(entry.get("title"), "content", "value"))}
    identifier = value(entry.get("id") or entry.get("guid"), "value")
    fields["guid"] = identifier.strip() if isinstance(identifier, str) else None
    link = entry.get("link")
    for other in entry.get("links") or []:
        if isinstance(other, dict) and other.get("rel") in (None, "", "alternate"):
            link = link or other.get("href")
    fields["url"] = link
    fields["published"] = moment(
        entry.get("publishedParsed") or entry.get("pubDateParsed") or value(entry.get("published"))
    )
    authors = entry.get("authors") or ([entry["author"]] if entry.get("author") else [])
    names = [author if isinstance(author, str) else author.get("name") or author.get("email") for author in authors]
    fields["content"] = " ".join(words(content(entry)))
    fields["authors"] = [name.strip() for name in names if name]
    return {key: wanted for key, wanted in fields.items() if wanted}


def record_fields(record):
    return {
        "headline": record.get("headline"),
        "guid": record.get("guid"),
        "url": record.get("url"),
        "published": moment(record.get("published", {}).get("at")) or record.get("published", {}).get("date"),
        "content": " ".join(strings(record)),
        "authors": [author["name"] for author in record.get("authors", [])],
    }


def records(program, path):
    output = subprocess.run([program, "parse", path], capture_output=True).stdout.decode("utf-8", "replace")
    return [json.loads(line) for line in output.splitlines()]


def matching(expected, found):
    """The record of an expected entry: by id, else by title."""
    for key in ("guid", "headline"):
        for record in found:
            if expected.get(key) and record_fields(record)[key] == expected[key]:
                return record
    return None


def agrees(key, wanted, found):
    if key == "content":
        wanted, found = wanted.split(), set(words(found))
        return sum(word in found for word in wanted) >= 0.98 * len(wanted)
    if key == "url":
        # The host of an address has no case.
        split = urllib.parse.urlsplit
        return found is not None and split(found)._replace(netloc="") == split(wanted)._replace(netloc="") and (
            split(found).netloc.lower() == split(wanted).netloc.lower())
    if key == "published" and isinstance(found, str):
        return datetime.datetime.fromtimestamp(wanted, datetime.timezone.utc).date().isoformat() == found
    return found == wanted


def main():
    program, folders = sys.argv[1], sys.argv[2:]
    right, total, misses = collections.Counter(), collections.Counter(), []
    for folder in folders:
        for name in sorted(os.listdir(folder)):
            beside = os.path.join(folder, name + ".expected.json")
            if not os.path.exists(beside):
                continue
            with open(beside, encoding="utf-8") as file:
                document = json.load(file)
            found = records(program, os.path.join(folder, name))
            for entry in document.get("entries") or document.get("items") or []:
                expected = expectation(entry)
                record = matching(expected, found)
                if record is None:
                    total["entries without a record"] += 1
                    continue
                has = record_fields(record)
                for key, wanted in expected.items():
                    # feed-rs makes an id of the link where an entry has none.
                    if key == "guid" and re.fullmatch(r"[0-9a-f]{32}", wanted):
                        continue
                    total[key] += 1
                    if agrees(key, wanted, has[key]):
                        right[key] += 1
                    else:
                        misses.append((name, key, wanted, has[key]))
    for key in sorted(total):
        if key == "entries without a record":
            print(f"{key}: {total[key]}")
        else:
            print(f"{key}: {right[key]} of {total[key]}")
    for miss in misses:
        print("miss:", *miss, sep="\t")


if __name__ == "__main__":
    main()
