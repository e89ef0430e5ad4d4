"""Soaks a desk, and checks the promises afterwards. Started by Tests/Soak/run, which says what it does.

It shares no code with wiredesk: what stands in the folders and in the archive is judged by this page alone, and the
content ids by Tests/ArchiveTests/content_ids.py.
"""
import argparse, collections, contextlib, ctypes, hashlib, json, mmap, os, pathlib, random, shutil, signal, subprocess, sys
import tempfile, threading, time, zlib

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parent.parent / "ArchiveTests"))
import content_ids

# Ends of a daemon that are none of its own doing, or what it says of a disk that is full or of another one at work.
EXPECTED_ENDS = {0, -signal.SIGKILL, 69, 73, 74}
# What a command may answer beside a desk that is killed, full or empty.
EXPECTED_ANSWERS = {0, 1, 3, 4, 65, 66, 69, 73, 74, 75}
JUMPS = [0, 3_600, -3_600, 86_400, -86_400, 40 * 86_400, -40 * 86_400, 366 * 86_400]


class Disk:
    """A folder to soak in: on a small disk of its own, or in the folder for temporary files."""

    def __init__(self, kind, folder):
        self.kind, self.folder, self.loop = kind, folder, None
        folder.mkdir()
        if kind == "tmpfs":
            subprocess.run(["mount", "-t", "tmpfs", "-o", "size=192m", "none", folder], check=True, capture_output=True)
        elif kind != "folder":
            image = folder.with_suffix(".img")
            with open(image, "wb") as file:
                file.truncate((320 if kind == "xfs" else 192) << 20)
            blocks = ["-b", "4096"] if kind == "ext4" else []
            subprocess.run(["mkfs." + kind, *blocks, image], check=True, capture_output=True)
            subprocess.run(["mount", "-o", "loop", image, folder], check=True, capture_output=True)
        folder.chmod(0o755)

    @property
    def can_be_full(self):
        return self.kind != "folder"

    def is_half_full(self):
        """Whether what the desk has written takes half of the disk, filler or none."""
        if not self.can_be_full:
            return False
        room = os.statvfs(self.folder)
        filler = 0
        with contextlib.suppress(FileNotFoundError):
            filler = (self.folder / "filler").stat().st_blocks * 512
        return 2 * ((room.f_blocks - room.f_bfree) * room.f_frsize - filler) > room.f_blocks * room.f_frsize

    def fill(self):
        if not os.path.ismount(self.folder):
            return
        with contextlib.suppress(OSError), open(self.folder / "filler", "wb", buffering=0) as file:
            while True:
                file.write(bytes(1 << 16))

    def free(self):
        with contextlib.suppress(FileNotFoundError):
            (self.folder / "filler").unlink()

    def close(self):
        if self.kind != "folder":
            subprocess.run(["umount", "--lazy", self.folder], capture_output=True)
        shutil.rmtree(self.folder, ignore_errors=True)
        with contextlib.suppress(FileNotFoundError):
            self.folder.with_suffix(".img").unlink()


def disks(place):
    """The kinds of disk that can be had here."""
    found = []
    for kind in ["ext4", "xfs", "btrfs", "tmpfs"]:
        if os.geteuid() != 0 or kind != "tmpfs" and not shutil.which("mkfs." + kind):
            continue
        try:
            Disk(kind, place / ("probe-" + kind)).close()
            found.append(kind)
        except (subprocess.CalledProcessError, OSError):
            pass
        finally:
            subprocess.run(["umount", "--lazy", place / ("probe-" + kind)], capture_output=True)
            shutil.rmtree(place / ("probe-" + kind), ignore_errors=True)
    return found or ["folder"]


class Round:
    """One desk on one disk for some minutes."""

    def __init__(self, disk, options, seed, figures):
        self.disk, self.options, self.figures = disk, options, figures
        self.random = random.Random(seed)
        self.desk = disk.folder / "desk"
        self.inbox = self.desk / "inbox"
        self.staging = disk.folder / "staging"
        self.staging.mkdir()
        self.inbox.mkdir(parents=True)
        self.logs = pathlib.Path(tempfile.mkdtemp(prefix="soak-log-"))
        self.log = self.logs / "daemon.log"
        self.clock = self.logs / "clock"
        self.clock.write_text("0\n")
        self.is_over = threading.Event()
        self.lock = threading.Lock()
        # What was delivered: how often each digest, and the marks of what is an article.
        self.delivered = collections.Counter()
        self.marks = set()
        self.specials = 0
        self.seen = {}
        self.findings = []
        self.daemon = None
        self.number = 0
        self.texts = []

    def find(self, what):
        with self.lock:
            self.findings.append(f"{self.disk.kind}: {what}")

    def count(self, what, number=1):
        with self.lock:
            self.figures[what] += number

    # The daemon

    def start(self):
        environment = {"PATH": os.environ["PATH"], "TZ": "UTC", "WIREDESK_SEGMENT_SIZE": "256KiB", "WIREDESK_SETTLE": "50ms",
                       "WIREDESK_BATCH_BYTES": "128KiB"}
        if os.path.exists(self.options.clock):
            environment |= {"LD_PRELOAD": self.options.clock, "SOAK_CLOCK": str(self.clock)}
        self.log_size = self.log.stat().st_size if self.log.exists() else 0
        log = open(self.log, "ab")
        self.daemon = subprocess.Popen(
            [f"{self.options.build}/wiredeskd", "--state-directory", self.desk], env=environment, stdin=subprocess.DEVNULL,
            stdout=log, stderr=log)
        log.close()
        self.count("starts")

    def ended(self):
        status = self.daemon.wait()
        # A signal that comes before the daemon has its first line, and with it the signals, ends the bare process.
        if status in (-signal.SIGTERM, -signal.SIGHUP) and self.log.stat().st_size == self.log_size:
            self.count("signals before the first line")
            return status
        if status not in EXPECTED_ENDS:
            self.find(f"the daemon ended with {status}")
        return status

    def harm(self):
        """Kills, stops, halts, jumps of the clock, full disks, deleted caches; one after the other."""
        while not self.is_over.wait(self.random.uniform(0.05, 4)):
            act = self.random.choices(
                ["kill", "stop", "halt", "jump", "fill", "forget", "reload", "rest"], [8, 3, 2, 3, 2, 1, 2, 4])[0]
            if self.daemon.poll() is not None:
                self.ended()
                self.start()
            if act == "kill":
                self.daemon.kill()
                self.ended()
                self.count("kills")
                self.start()
            elif act == "stop":
                self.daemon.terminate()
                self.ended()
                self.count("stops")
                self.start()
            elif act == "halt":
                self.daemon.send_signal(signal.SIGSTOP)
                time.sleep(self.random.uniform(0.1, 1))
                self.daemon.send_signal(signal.SIGCONT)
                self.count("halts")
            elif act == "jump":
                self.clock.write_text(f"{self.random.choice(JUMPS)}\n")
                self.count("clock jumps")
            elif act == "reload":
                self.daemon.send_signal(signal.SIGHUP)
            elif act == "forget":
                self.daemon.kill()
                self.ended()
                for name in ["index.sqlite"]:
                    for suffix in ["", "-wal", "-shm"]:
                        with contextlib.suppress(FileNotFoundError):
                            (self.desk / (name + suffix)).unlink()
                self.count("caches deleted")
                self.start()
            elif act == "fill" and self.disk.can_be_full:
                self.disk.fill()
                self.is_over.wait(self.random.uniform(0.5, 3))
                self.disk.free()
                self.count("full disks")

    # The writers

    def content(self):
        """The bytes of a delivery, and whether they are an article that is new."""
        kind = self.random.random()
        with self.lock:
            self.number += 1
            number = self.number
        if kind < 0.12 and self.texts:
            return self.random.choice(self.texts), None
        if kind < 0.2:
            return b"One line and nothing else, number %d.\n" % number, None
        if kind < 0.23:
            return b"", None
        mark = f"soakmark{number}x{self.random.randrange(1 << 30)}"
        body = "\n\n".join(
            f"Paragraph {i} of the story says that the ferry sails, and that {mark} is well."
            for i in range(self.random.choice([1, 2, 5, 40])))
        text = f"Ferry number {number} returns to service\n\nRIVERTON, June 10 (Example) - It sails again, {mark} said.\n\n{body}\n"
        return text.encode(), mark

    def deliver(self, act, name, data, mark):
        """Delivers by one way of writing; what did not come to its end was not delivered."""
        target = self.inbox / name
        target.parent.mkdir(parents=True, exist_ok=True)
        staged = self.staging / f"{threading.get_ident()}-{name.replace('/', '_')}"
        is_in = False
        try:
            if act in ("rename", "link", "folder"):
                staged.write_bytes(data)
                if act == "link":
                    os.link(staged, target)
                    is_in = True
                    staged.unlink()
                elif act == "folder":
                    whole = self.staging / f"folder-{threading.get_ident()}-{self.number}"
                    whole.mkdir()
                    os.rename(staged, whole / "story.txt")
                    os.rename(whole, self.inbox / f"{name}.d")
                else:
                    os.rename(staged, target)
            elif act == "write":
                with open(target, "xb", buffering=0) as file:
                    is_in = True
                    for start in range(0, len(data), 700) or [0]:
                        file.write(data[start:start + 700])
            elif act == "slow":
                with open(target, "xb", buffering=0) as file:
                    is_in = True
                    half = len(data) // 2
                    file.write(data[:half])
                    time.sleep(self.random.uniform(0, 0.3))
                    file.write(data[half:])
            elif act == "part":
                part = target.with_name(target.name + ".part")
                part.write_bytes(data)
                os.rename(part, target)
            elif act == "unnamed":
                file = os.open(self.inbox, os.O_TMPFILE | os.O_WRONLY, 0o644)
                try:
                    os.write(file, data)
                    os.link(f"/proc/self/fd/{file}", target, follow_symlinks=True)
                finally:
                    os.close(file)
            elif act == "mapped" and data:
                with open(target, "x+b") as file:
                    is_in = True
                    file.truncate(len(data))
                    with mmap.mmap(file.fileno(), len(data)) as mapped:
                        mapped[:] = data
            else:
                return
        except OSError:
            # A full disk. What stands in the inbox half written is taken back, or was taken as it is.
            for leftover in [staged, target.with_name(target.name + ".part")]:
                with contextlib.suppress(OSError):
                    leftover.unlink()
            if is_in:
                with contextlib.suppress(OSError):
                    half = target.read_bytes()
                    target.unlink()
                    return
                with self.lock:
                    self.specials += 1
            return
        with self.lock:
            self.delivered[hashlib.sha256(data).hexdigest()] += 1
            if mark:
                self.marks.add(mark)
                if len(self.texts) < 400:
                    self.texts.append(data)
        self.count("deliveries")

    def write(self, thread):
        acts = ["rename", "rename", "write", "slow", "part", "link", "folder"]
        number = 0
        while not self.is_over.wait(self.random.uniform(0, 0.12)):
            number += 1
            data, mark = self.content()
            folder = self.random.choice(["", "agency/", "agency/deep/er/", "ünïcode/"])
            act = self.random.choice(acts)
            if self.disk.kind != "tmpfs" and self.random.random() < 0.05:
                act = "unnamed"
            self.deliver(act, f"{folder}{thread}-{number}.txt", data, mark)
            if self.random.random() < 0.01:
                with contextlib.suppress(OSError):
                    os.symlink("/etc/passwd", self.inbox / f"{thread}-{number}.lnk")
            if self.random.random() < 0.01:
                with contextlib.suppress(OSError):
                    os.mkfifo(self.inbox / f"{thread}-{number}.fifo")

    # The commands

    def command(self, *arguments):
        try:
            ran = subprocess.run(
                [f"{self.options.build}/wiredesk", *arguments, "--state-directory", self.desk], capture_output=True,
                timeout=300, stdin=subprocess.DEVNULL, env={"PATH": os.environ["PATH"], "TZ": "UTC"})
        except subprocess.TimeoutExpired:
            self.find(f"wiredesk {' '.join(arguments)} did not end in five minutes")
            return None
        self.count("commands")
        if ran.returncode not in EXPECTED_ANSWERS:
            self.find(f"wiredesk {' '.join(arguments)} ended with {ran.returncode}: {ran.stderr[-300:]!r}")
        return ran

    def ask(self):
        commands = [
            ["status"], ["status", "--json"], ["list"], ["list", "--json"], ["log"], ["find", "ferry"], ["stats"],
            ["export", "--limit", "50", "--format", "csv"], ["trace", "0-1.txt"], ["quarantine", "list"], ["verify"],
            ["quarantine", "retry", "--reason", "empty"], ["show", "last"], ["find", "--rebuild"],
        ]
        while not self.is_over.wait(self.random.uniform(0, 0.7)):
            self.command(*self.random.choice(commands))

    def watch_archive(self):
        """Remembers lines whose file stands in `processed`: those records are acknowledged, and never change."""
        while not self.is_over.wait(2):
            with contextlib.suppress(OSError):
                for segment in sorted((self.desk / "archive").glob("date=*/articles-*.jsonl")):
                    for line in segment.read_bytes().split(b"\n")[:-1]:
                        with contextlib.suppress(ValueError):
                            record = json.loads(line)
                            if record["seq"] in self.seen:
                                continue
                            path = record["delivery"]["path"]
                            if any(self.desk.glob(f"processed/*/{path}")):
                                self.seen[record["seq"]] = hashlib.sha256(line).hexdigest()

    # The round

    def run(self, seconds):
        self.start()
        threads = [threading.Thread(target=self.write, args=(n,)) for n in range(4)]
        threads += [threading.Thread(target=t) for t in (self.ask, self.harm, self.watch_archive)]
        for thread in threads:
            thread.start()
        try:
            # What has no room any more cannot be answered.
            end = time.monotonic() + seconds
            while time.monotonic() < end and not self.disk.is_half_full():
                self.is_over.wait(1)
        finally:
            # Nothing may be written once the disk is taken away: it would go to the disk below.
            self.is_over.set()
            for thread in threads:
                thread.join()
        self.disk.free()
        self.clock.write_text("0\n")
        self.settle()
        self.check()
        shutil.rmtree(self.logs) if not self.findings else self.keep()

    def keep(self):
        self.options.findings.mkdir(parents=True, exist_ok=True)
        target = self.options.findings / f"{self.disk.kind}-{int(time.time())}"
        shutil.copytree(self.desk, target / "desk", symlinks=True, ignore_dangling_symlinks=True,
                        ignore=lambda folder, names: [n for n in names if n.endswith(".fifo")])
        shutil.move(self.logs, target / "logs")
        (target / "findings.txt").write_text("\n".join(self.findings) + "\n")

    def waiting(self):
        return [
            p for p in self.inbox.rglob("*")
            if (p.is_symlink() or not p.is_dir()) and not p.name.startswith(".") and not p.name.endswith(".part")
        ]

    def settle(self):
        """Lets a daemon that nobody harms answer what is left."""
        if self.daemon.poll() is not None:
            self.ended()
            self.start()
        # As long as fewer and fewer wait, however slow the machine is.
        deadline, left = time.monotonic() + 180, len(self.waiting())
        while left and time.monotonic() < deadline:
            time.sleep(0.2)
            now = len(self.waiting())
            if now < left:
                deadline, left = time.monotonic() + 180, now
            if self.daemon.poll() is not None:
                self.ended()
                time.sleep(1)
                self.start()
        for path in self.waiting():
            self.find(f"1: {path.relative_to(self.inbox)} is still in the inbox")
        # A daemon that was started just now has to have its signals before it can end in order.
        while self.daemon.poll() is None and self.log.stat().st_size == self.log_size and time.monotonic() < deadline:
            time.sleep(0.05)
        self.daemon.terminate()
        if self.ended() != 0:
            self.find("the last daemon did not end in order")

    def check(self):
        standing = collections.Counter()
        for place in ["processed", "duplicates", "quarantine"]:
            for path in (self.desk / place).rglob("*"):
                if path.is_symlink() or not path.is_file() or place == "quarantine" and path.name.endswith(".reason.json"):
                    continue
                if path.name.startswith(".wiredesk-"):
                    continue
                standing[hashlib.sha256(path.read_bytes()).hexdigest()] += 1
        for digest, number in self.delivered.items():
            if standing[digest] < number:
                self.find(f"1: of {number} deliveries of {digest} {standing[digest]} stand somewhere")
            if standing[digest] > number:
                self.find(f"2: {number} deliveries of {digest} stand in {standing[digest]} places")
        for digest in standing.keys() - self.delivered.keys():
            if self.specials == 0:
                self.find(f"7: {digest} stands there, and nobody delivered it")
        marks, ids, sequence = collections.Counter(), set(), 0
        for segment in sorted((self.desk / "archive").glob("date=*/articles-*.jsonl"), key=self.first_of):
            for line in segment.read_bytes().split(b"\n")[:-1]:
                covered, _, checksum = line.rpartition(b',"crc32":"')
                if "%08x" % zlib.crc32(covered) != checksum[:8].decode("latin-1"):
                    self.find(f"5: a line of {segment.name} behind record {sequence} is damaged")
                    continue
                record = json.loads(line)
                if record["seq"] != sequence + 1:
                    self.find(f"5: record {record['seq']} stands behind {sequence}")
                sequence = record["seq"]
                if record["id"] in ids:
                    self.find(f"2: {record['id']} stands twice")
                ids.add(record["id"])
                if record["id"] != content_ids.content_id(record["headline"], record["body"]):
                    self.find(f"10: record {sequence} has another content id")
                if self.seen.get(sequence, hashlib.sha256(line).hexdigest()) != hashlib.sha256(line).hexdigest():
                    self.find(f"5: record {sequence} is another one than it was")
                for word in set(" ".join(record["body"]).replace(",", " ").split()):
                    if word.startswith("soakmark"):
                        marks[word] += 1
        for mark in self.marks:
            if marks[mark] != 1:
                self.find(f"{1 if marks[mark] == 0 else 2}: {mark} has {marks[mark]} records")
        if self.seen and max(self.seen) > sequence:
            self.find(f"5: record {max(self.seen)} was there, and the archive ends at {sequence}")
        self.count("records", sequence)
        ran = self.command("verify")
        if ran and ran.returncode != 0:
            self.find(f"4: verify: {ran.stdout[-600:]!r} {ran.stderr[-300:]!r}")

    @staticmethod
    def first_of(segment):
        with open(segment, "rb") as file:
            head = file.readline()
        return json.loads(head)["seq"] if head.endswith(b"\n") else 1 << 62


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--hours", type=float, required=True)
    parser.add_argument("--build", required=True)
    parser.add_argument("--clock", required=True)
    parser.add_argument("--findings", type=pathlib.Path, required=True)
    parser.add_argument("--seed", type=int, required=True)
    options = parser.parse_args()
    options.build = os.path.abspath(options.build)
    place = pathlib.Path(tempfile.mkdtemp(prefix="soak-"))
    figures, findings = collections.Counter(), []
    began = time.monotonic()
    end = began + options.hours * 3600
    kinds = disks(place)
    print(f"seed {options.seed}, on {', '.join(kinds)}", flush=True)
    # Asked to end, it takes its disks away.
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(143))
    chooser = random.Random(options.seed)
    # Each kind of disk has its turn at least once, and no round is longer than ten minutes, or than its disk lasts.
    length = min(600.0, max(20.0, options.hours * 3600 / len(kinds) - 15))
    number = 0
    try:
        while number < len(kinds) or time.monotonic() + length < end:
            kind = kinds[number % len(kinds)]
            disk = Disk(kind, place / f"{number}-{kind}")
            try:
                current = Round(disk, options, chooser.randrange(1 << 30), figures)
                current.run(length)
                findings += current.findings
                figures["rounds on " + kind] += 1
            finally:
                if current.daemon and current.daemon.poll() is None:
                    current.daemon.kill()
                    current.daemon.wait()
                disk.close()
            number += 1
            print(f"round {number} on {kind}: {len(current.findings)} findings", flush=True)
            for finding in current.findings[:20]:
                print("  " + finding, flush=True)
            # A long run that is broken off has its figures so far.
            print("  so far: " + json.dumps(dict(sorted(figures.items()))), flush=True)
    finally:
        shutil.rmtree(place, ignore_errors=True)
    figures["seconds"] = round(time.monotonic() - began)
    print(json.dumps({"findings": len(findings), "seed": options.seed, **dict(sorted(figures.items()))}))
    return 1 if findings else 0


if __name__ == "__main__":
    sys.exit(main())
