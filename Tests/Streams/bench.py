#!/usr/bin/env python3
"""The figures of Tests/Streams/bench, which starts what is measured here."""

import json
import os
import pathlib
import resource
import socket
import statistics
import subprocess
import sys
import time


def port():
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        return free.getsockname()[1]


def wait_for_server(url):
    host, number = url.removeprefix("nats://").split(":")
    deadline = time.monotonic() + 30
    while time.monotonic() < deadline:
        try:
            # The server greets whom it takes.
            with socket.create_connection((host, int(number)), timeout=1) as connection:
                if connection.recv(4):
                    return
        except OSError:
            time.sleep(0.05)
    sys.exit("nats-server does not answer")


def timed(command, **options):
    """Seconds that a command takes, on the wall and of processors."""
    start = time.monotonic()
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    subprocess.run(command, check=True, **options)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return time.monotonic() - start, after.ru_utime - before.ru_utime + after.ru_stime - before.ru_stime


def rates(desk, build, work, url):
    wait_for_server(url)
    segments = sorted(pathlib.Path(desk, "archive").glob("date=*/*.jsonl"))
    lines = work / "lines"
    with lines.open("wb") as output:
        for segment in segments:
            output.write(segment.read_bytes())
    count = lines.read_bytes().count(b"\n")
    print(f"{count} records of {lines.stat().st_size // max(1, count)} bytes on average, {build.name} build")
    own = ["--state-directory", desk]
    seconds = {"follow": [], "bare publisher in C": [], "wiredesk-publish": [], "wiredesk-collect": []}
    for number in range(3):
        with open(os.devnull, "wb") as nowhere:
            took = timed([build / "wiredesk", "follow", "--no-wait", *own], stdout=nowhere)
        seconds["follow"].append(took)
        with lines.open("rb") as given:
            took = timed([work / "bare", url, f"BARE{number}", f"bare{number}"], stdin=given, stdout=subprocess.DEVNULL)
        seconds["bare publisher in C"].append(took)
        stream = ["--stream", f"S{number}", "--server", url, "--no-wait"]
        took = timed(
            [build / "wiredesk-publish", "--desk", "bench", "--cursor", work / f"cursor{number}", "--create-stream",
             "--prefix", f"s{number}", *own, *stream])
        seconds["wiredesk-publish"].append(took)
        inbox = work / f"inbox{number}"
        inbox.mkdir()
        took = timed(
            [build / "wiredesk-collect", "--consumer", "bench", "--inbox", inbox, "--waiting", "1000000", *stream])
        seconds["wiredesk-collect"].append(took)
        found = sum(file.read_bytes().count(b"\n") for file in inbox.iterdir())
        if found != count:
            sys.exit(f"{found} records were collected of {count}")
    def median(name, place):
        return statistics.median(took[place] for took in seconds[name])
    for name in seconds:
        wall, processor = median(name, 0), median(name, 1)
        print(
            f"{name:20} {count / wall:10.0f} records a second, {wall / median('bare publisher in C', 0):.2f} times the publisher"
            f" in C; {processor / count * 1e6:.1f} µs of a processor for each")


def latency(articles, build, work, url):
    for name in ["desk", "hub"]:
        deadline = time.monotonic() + 60
        while not (work / name / "status.json").exists() and time.monotonic() < deadline:
            time.sleep(0.05)
    programs = [
        subprocess.Popen(
            [build / "wiredesk-publish", "--desk", "bench", "--cursor", work / "way", "--create-stream", "--stream", "WAY",
             "--prefix", "way", "--server", url, "--state-directory", work / "desk"]),
        subprocess.Popen(
            [build / "wiredesk-collect", "--consumer", "hub", "--inbox", work / "hub/inbox", "--stream", "WAY",
             "--server", url]),
    ]
    follow = subprocess.Popen(
        [build / "wiredesk", "follow", "--state-directory", work / "hub"], stdout=subprocess.PIPE, text=True)
    took = []
    try:
        for number in range(articles + 3):
            text = f"Ferry {number} returns\n\nRIVERTON, June 10 (Example) - Ferry {number} came back on Monday.\n"
            aside = work / "aside.txt"
            aside.write_text(text)
            start = time.time()
            aside.rename(work / "desk/inbox" / f"{number}.txt")
            record = json.loads(follow.stdout.readline())
            if record["headline"] != f"Ferry {number} returns":
                sys.exit(f"another record came: {record['headline']}")
            # The first ones wait for the programs to be connected.
            if number >= 3:
                took.append(time.time() - start)
    finally:
        for program in [*programs, follow]:
            program.terminate()
    took.sort()
    print(
        f"from the inbox of a desk until a reader of the hub has it: median {statistics.median(took) * 1000:.0f} ms, "
        f"90 % within {took[int(len(took) * 0.9)] * 1000:.0f} ms ({articles} articles, one after another)")


def main():
    command, *arguments = sys.argv[1:]
    if command == "ports":
        return print(port())
    what, build, work, url = arguments
    (rates if command == "rates" else latency)(
        what if command == "rates" else int(what), pathlib.Path(build), pathlib.Path(work), url)


main()
