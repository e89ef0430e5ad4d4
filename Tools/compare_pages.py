#!/usr/bin/env python3
"""Compares the page reader with trafilatura and readability-lxml on a folder of pages, in one run.

usage: compare_pages.py FOLDER --tool PAGELAB --weights FILE [--pages N]

FOLDER as for train_pages.py. Prints the score of each by shingles of four words, and pages a second of processor time on
one core. Scores of the weights that the product is built with mean little on the pages that they were trained on: give
the weights of a fold with `train_pages.py --folds`, and the pages that it held out. Needs trafilatura and
readability-lxml (PyPI).
"""
import argparse, json, os, subprocess, time

import train_pages


def main():
    arguments = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    arguments.add_argument("folder")
    arguments.add_argument("--tool", required=True)
    arguments.add_argument("--weights", required=True)
    arguments.add_argument("--pages", type=int, default=200)
    options = arguments.parse_args()
    import trafilatura
    import lxml.html
    from readability import Document
    rows = [json.loads(line) for line in open(os.path.join(options.folder, "index.jsonl"), encoding="utf-8")]
    rows = [row for row in rows if row["gt"].get("body")][:options.pages]
    for row in rows:
        row["path"] = os.path.join(options.folder, row["file"])
    pages = {row["path"]: open(row["path"], "rb").read() for row in rows}

    def readable(page):
        return lxml.html.fromstring(Document(page.decode("utf-8", "replace")).summary()).text_content()

    def extracted(page):
        return trafilatura.extract(page, include_comments=False)

    for name, read in (("trafilatura", extracted), ("readability-lxml", readable)):
        start, texts = time.process_time(), {}
        for path, page in pages.items():
            try:
                texts[path] = read(page) or ""
            except Exception:
                texts[path] = ""
        spent = time.process_time() - start
        print("%-17s F1 %.4f precision %.4f recall %.4f  %.0f pages/s" % (
            (name,) + train_pages.evaluate(rows, texts) + (len(rows) / spent,)), flush=True)
    texts = train_pages.read_pages(options.tool, open(options.weights).read(), rows)
    print("%-17s F1 %.4f precision %.4f recall %.4f" % (("wiredesk",) + train_pages.evaluate(rows, texts)))
    paths = "\n".join(pages) + "\n"
    print("wiredesk, whole records:", subprocess.run([options.tool, "speed"], input=paths, capture_output=True,
                                                     text=True, check=True).stdout.strip())


if __name__ == "__main__":
    main()
