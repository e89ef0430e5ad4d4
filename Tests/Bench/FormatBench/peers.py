#!/usr/bin/env python3
"""Prints the seconds of processor time that another reader takes for the files of a folder, the best of three rounds.

usage: peers.py feedparser|lxml|email|trafilatura|readability|warcio|zipfile FOLDER

lxml is read as Superdesk reads with it: the tree of the document, and the text of each element of an item.
"""
import email
import email.policy
import io
import os
import sys
import time
import zipfile


def feedparser_(content):
    import feedparser

    for entry in feedparser.parse(content).entries:
        entry.get("title"), entry.get("link"), entry.get("published_parsed"), entry.get("content")


def lxml_(content):
    import lxml.etree
    import lxml.html

    root = lxml.etree.fromstring(content)
    for element in root.iter("{*}item", "{*}entry", "{*}newsItem"):
        for field in element.iter():
            text = field.text or ""
            # The text of a feed's entry is a document itself.
            if "<p" in text:
                lxml.html.fromstring(text).text_content()


def email_(content):
    message = email.message_from_bytes(content, policy=email.policy.default)
    message["subject"], message["from"], message["date"]
    body = message.get_body(("plain", "html"))
    body and body.get_content()


def trafilatura_(content):
    import trafilatura

    trafilatura.bare_extraction(content)


def readability_(content):
    import readability

    document = readability.Document(content.decode("utf-8", "replace"))
    document.title(), document.summary()


def warcio_(content):
    import warcio.archiveiterator

    for record in warcio.archiveiterator.ArchiveIterator(io.BytesIO(content)):
        record.content_stream().read()


def zipfile_(content):
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        for name in archive.namelist():
            archive.read(name)


def main():
    read = globals()[sys.argv[1] + "_"]
    files = []
    for name in sorted(os.listdir(sys.argv[2])):
        with open(os.path.join(sys.argv[2], name), "rb") as file:
            files.append(file.read())
    best = None
    for _ in range(3):
        start = time.thread_time()
        for content in files:
            try:
                read(content)
            except (ValueError, TypeError, UnicodeError) as fault:
                print(f"{sys.argv[1]}: {fault}", file=sys.stderr)
        taken = time.thread_time() - start
        best = taken if best is None else min(best, taken)
    print(best)


if __name__ == "__main__":
    main()
