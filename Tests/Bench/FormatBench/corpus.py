#!/usr/bin/env python3
"""Makes the files that FormatBench reads: corpus.py FOLDER [PAGES]

Feeds of fifty entries, NewsML-G2 messages, mails, pages, and the same pages in a WARC, a gzipped WARC and a zip file. All
of it is invented, and the same on every machine. PAGES is a folder of saved pages to take for the invented ones.
"""
import base64
import gzip
import html
import os
import pathlib
import quopri
import random
import sys
import textwrap
import zipfile

WORDS = """the of and a in to said it was for on that its by at with from he will had not be would which has an government
company market bank shares price trade agreement minister report quarter year officials spokesman production exports
increase talks dollar rates north harbor committee election railway budget school bridge river council meeting strike""".split()
chance = random.Random(1)


def sentence():
    return " ".join(chance.choice(WORDS) for _ in range(chance.randint(8, 18))).capitalize() + "."


def paragraph():
    return " ".join(sentence() for _ in range(chance.randint(2, 5)))


def paragraphs(count):
    return [paragraph() for _ in range(count)]


def date(number):
    return f"2026-06-{number % 28 + 1:02d}T{number % 24:02d}:15:00+02:00"


def feed(number):
    items = []
    for item in range(50):
        texts = paragraphs(6)
        markup = "".join(f"<p>{text} <a href=\"/about?a=1&amp;b=2\">more</a></p>\n" for text in texts)
        items.append(f"""<item><title>{sentence()[:-1]} &amp; {item}</title>
<link>https://news.example/{number}/{item}</link><guid isPermaLink="false">tag:news.example,2026:{number}.{item}</guid>
<dc:creator>Ada Byron</dc:creator><pubDate>Mon, {item % 28 + 1:02d} Jun 2026 10:15:00 +0200</pubDate>
<category>Business</category><category>Railways</category>
<description>{html.escape(texts[0])}</description>
<content:encoded><![CDATA[<figure><img src="/i/{item}.jpg" alt="A bridge"><figcaption>The bridge</figcaption></figure>
{markup}]]></content:encoded></item>""")
    return f"""<?xml version="1.0" encoding="UTF-8"?>
<rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/" xmlns:dc="http://purl.org/dc/elements/1.1/">
<channel><title>Example News</title><link>https://news.example/</link><language>en</language>
{"".join(items)}</channel></rss>"""


def message(number):
    items = []
    for item in range(20):
        body = "".join(f"<p>{text}</p>" for text in paragraphs(8))
        items.append(f"""<newsItem guid="urn:newsml:example:{number}:{item}" version="2" standard="NewsML-G2"
 standardversion="2.29" conformance="power" xml:lang="en"><catalogRef href="http://www.iptc.org/std/catalog/catalog.IPTC-G2-Standards_38.xml"/>
<rightsInfo><copyrightHolder literal="Example"/><usageTerms>For editors</usageTerms></rightsInfo>
<itemMeta><itemClass qcode="ninat:text"/><provider qcode="nprov:EX"/><versionCreated>{date(item)}</versionCreated>
<pubStatus qcode="stat:usable"/></itemMeta><contentMeta><urgency>4</urgency><contentCreated>{date(item)}</contentCreated>
<creator><name>Ada Byron</name></creator><by>By Ada Byron</by><slugline>BRIDGES-{item}</slugline>
<subject type="cpnat:abstract" qcode="medtop:20000344"><name xml:lang="en">rail transport</name></subject>
<headline>{sentence()[:-1]}</headline></contentMeta><contentSet><inlineXML contenttype="application/xhtml+xml">
<html xmlns="http://www.w3.org/1999/xhtml"><head><title>t</title></head><body>{body}</body></html></inlineXML></contentSet></newsItem>""")
    return f"""<?xml version="1.0" encoding="UTF-8"?><newsMessage xmlns="http://iptc.org/std/nar/2006-10-01/"><header><sent>
{date(number)}</sent></header><itemSet>{"".join(items)}</itemSet></newsMessage>"""


def mail(number):
    texts = paragraphs(6)
    header = f"""Return-Path: <press@ministry.example>
Received: from mx.example (mx.example [192.0.2.1]) by mail.example with ESMTPS id abc{number}; Mon, 1 Jun 2026 10:00:00 +0200
Received: from out.example (out.example [192.0.2.2]) by mx.example with ESMTPS id def{number}; Mon, 1 Jun 2026 09:59:58 +0200
DKIM-Signature: v=1; a=rsa-sha256; c=relaxed/relaxed; d=ministry.example; s=s1; h=from:to:subject:date; b=abcdefghijklmnop
From: "Press Office" <press@ministry.example>
To: desk@paper.example
Subject: =?utf-8?Q?Ministry_to_build_{number}_bridges_=E2=80=93_work_begins?=
Date: Mon, 1 Jun 2026 09:59:57 +0200
Message-ID: <m{number}@ministry.example>
MIME-Version: 1.0
"""
    plain = "\n\n".join("\n".join(textwrap.wrap(text, 72)) for text in texts) + "\n\n-- \nPress Office\n"
    if number % 3 == 0:
        return header + "Content-Type: text/plain; charset=utf-8\nContent-Transfer-Encoding: 8bit\n\n" + plain
    markup = "".join(f'<p style="margin:0">{text}</p>' for text in texts)
    markup = f"<html><head><style>p{{margin:0}}</style></head><body><table><tr><td>{markup}</td></tr></table></body></html>"
    coded = quopri.encodestring(markup.encode()) if number % 3 == 1 else base64.encodebytes(markup.encode())
    return header + f"""Content-Type: multipart/alternative; boundary="b{number}"

--b{number}
Content-Type: text/plain; charset=utf-8
Content-Transfer-Encoding: quoted-printable

{quopri.encodestring(plain.encode()).decode()}
--b{number}
Content-Type: text/html; charset=utf-8
Content-Transfer-Encoding: {"quoted-printable" if number % 3 == 1 else "base64"}

{coded.decode()}
--b{number}--
"""


def page(number):
    links = "".join(
        f'<li class="nav-item nav-{i % 7}"><a class="nav-link" href="/section/{i}" data-track="nav:{i}">{sentence()[:40]}</a></li>'
        for i in range(120))
    cards = "".join(
        f'<article class="card teaser"><a href="/story/{i}"><img src="/t/{i}.jpg" alt=""><h3 class="card-title">{sentence()[:60]}</h3></a>'
        f'<span class="meta"><time>June {i % 28 + 1}</time></span></article>' for i in range(40))
    script = "".join(f"window.data[{i}]={{id:{i},name:'{chance.choice(WORDS)}',on:function(e){{return e+{i}}}}};\n" for i in range(1400))
    style = "".join(f".c{i}{{margin:{i % 9}px;padding:0 {i % 5}px;color:#{i % 999:03d}}}\n" for i in range(700))
    body = "".join(f'<p class="story-text">{text} <a href="/tag/{i}">bridges</a></p>\n' for i, text in enumerate(paragraphs(22)))
    title = sentence()[:-1]
    return f"""<!DOCTYPE html><html lang="en"><head><meta charset="utf-8"><title>{title} | Example News</title>
<meta property="og:title" content="{title}"><meta property="og:site_name" content="Example News"><style>{style}</style>
<link rel="canonical" href="https://news.example/story/{number}"><script>window.data=[];{script}</script>
<script type="application/ld+json">{{"@context":"https://schema.org","@type":"NewsArticle","headline":"{title}",
"datePublished":"{date(number)}","author":{{"@type":"Person","name":"Ada Byron"}}}}</script></head>
<body><header class="site-header"><nav><ul>{links}</ul></nav></header><main><article class="story"><h1>{title}</h1>
<div class="byline">By <a rel="author" href="/ada">Ada Byron</a></div><figure><img src="/{number}.jpg"><figcaption>The
bridge</figcaption></figure><div class="story-body">{body}</div></article><aside class="related">{cards}</aside></main>
<footer class="site-footer"><ul>{links}</ul><p>Copyright Example News. All rights reserved.</p></footer></body></html>"""


def warc_record(number, content):
    http = b"HTTP/1.1 200 OK\r\nContent-Type: text/html; charset=utf-8\r\nContent-Length: %d\r\n\r\n" % len(content) + content
    return (f"WARC/1.0\r\nWARC-Type: response\r\nWARC-Target-URI: https://news.example/story/{number}\r\n"
            f"WARC-Date: 2026-06-10T12:00:00Z\r\nWARC-Record-ID: <urn:uuid:00000000-0000-0000-0000-{number:012d}>\r\n"
            f"Content-Type: application/http; msgtype=response\r\nContent-Length: {len(http)}\r\n\r\n").encode() + http + b"\r\n\r\n"


def main():
    folder = pathlib.Path(sys.argv[1])

    def write(kind, number, content):
        (folder / kind).mkdir(parents=True, exist_ok=True)
        content = content if isinstance(content, bytes) else content.encode()
        (folder / kind / f"{number:04d}").write_bytes(content)
        return content

    for number in range(20):
        write("feeds", number, feed(number))
        write("g2", number, message(number))
    for number in range(600):
        write("mail", number, mail(number).replace("\n", "\r\n" if number % 2 else "\n"))
    if len(sys.argv) > 2:
        given = sorted(path for path in pathlib.Path(sys.argv[2]).rglob("*") if path.is_file())
        pages = [write("pages", number, path.read_bytes()) for number, path in enumerate(given)]
    else:
        pages = [write("pages", number, page(number)) for number in range(100)]
    records = [warc_record(number, content) for number, content in enumerate(pages)]
    write("warc", 0, b"".join(records))
    write("warc-gzip", 0, b"".join(gzip.compress(record, 6, mtime=0) for record in records))
    (folder / "zip").mkdir(exist_ok=True)
    with zipfile.ZipFile(folder / "zip" / "0000", "w", zipfile.ZIP_DEFLATED) as archive:
        for number, content in enumerate(pages):
            archive.writestr(zipfile.ZipInfo(f"{number:04d}.html", (2026, 6, 10, 12, 0, 0)), content, zipfile.ZIP_DEFLATED)


if __name__ == "__main__":
    main()
