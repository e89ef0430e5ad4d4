"""Counts the articles of an archive with four readers that know nothing of wiredesk, and compares each with its stats.

    compare.py ARCHIVE STATS_JSON
"""

import glob
import json
import subprocess
import sys
import time

archive, stats_file = sys.argv[1:]
pattern = archive + "/date=*/*.jsonl*"


def with_jq():
    plain = subprocess.Popen(["zcat", "-f"] + sorted(glob.glob(pattern)), stdout=subprocess.PIPE)
    rows = subprocess.run(
        ["jq", "-r", "[.dateline.source, .language, .published.date] | @json"],
        stdin=plain.stdout, check=True, capture_output=True, text=True,
    ).stdout.splitlines()
    return [json.loads(row) for row in rows]


def with_duckdb():
    import duckdb

    return duckdb.sql(f"""
        SELECT dateline.source, language, published.date
        FROM read_json('{pattern}', columns = {{
            dateline: 'STRUCT(source VARCHAR)', language: 'VARCHAR', published: 'STRUCT(date VARCHAR)'
        }})
    """).fetchall()


def with_pandas():
    import pandas

    frame = pandas.concat(pandas.read_json(name, lines=True) for name in sorted(glob.glob(pattern)))
    # What no article has is no column.
    frame = frame.reindex(columns=["dateline", "language", "published"])
    nothing = {}
    return [
        (
            (dateline if isinstance(dateline, dict) else nothing).get("source"),
            language if isinstance(language, str) else None,
            (published if isinstance(published, dict) else nothing).get("date"),
        )
        for dateline, language, published in zip(frame["dateline"], frame["language"], frame["published"])
    ]


def with_pyspark():
    from pyspark.sql import SparkSession

    spark = SparkSession.builder.master("local[1]").config("spark.ui.enabled", "false").getOrCreate()
    spark.sparkContext.setLogLevel("ERROR")
    schema = "dateline STRUCT<source: STRING>, language STRING, published STRUCT<date: STRING>"
    rows = spark.read.schema(schema).json(archive).select("dateline.source", "language", "published.date").collect()
    spark.stop()
    return [(row[0], row[1], row[2]) for row in rows]


def count(values):
    counts = {}
    for value in values:
        counts[value] = counts.get(value, 0) + 1
    return counts


stats = json.load(open(stats_file, encoding="utf-8"))
sources = {each.get("source"): each["articles"] for each in stats["sources"]}
languages = {each.get("language"): each["articles"] for each in stats["languages"]}

failed = False
for reader in [with_jq, with_duckdb, with_pandas, with_pyspark]:
    begun = time.monotonic()
    rows = [tuple(row) for row in reader()]
    seconds = time.monotonic() - begun
    agrees = (
        len(rows) == stats["articles"]
        and count(row[0] for row in rows) == sources
        and count(row[1] for row in rows) == languages
        and all(
            days <= next((day["articles"] for day in stats["days"] if day["day"] == date), 0)
            for date, days in count(row[2] for row in rows if row[2]).items()
        )
    )
    failed = failed or not agrees
    print(f"{reader.__name__.removeprefix('with_'):8} {len(rows)} articles, {len(sources)} sources, "
          f"{len(languages)} languages in {seconds:.1f} s: {'the same' if agrees else 'DIFFERENT'}")
sys.exit(failed)
