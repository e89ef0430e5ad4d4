"""Makes containers of every kind in a folder, and prints what Python's own readers find in them.

One line a member: the container's name, the member's name, its size, its CRC-32, all with tabs between.
"""
import gzip, io, os, random, struct, sys, tarfile, zipfile, zlib

folder = sys.argv[1]
random.seed(20261130)


def text(size):
    words = ["bridge", "ministry", "Riverton", "traffic", "Brücke", "мост", "桥", "spring", "opens", "\n\n"]
    out = io.StringIO()
    while out.tell() < size:
        out.write(random.choice(words) + " ")
    return out.getvalue().encode()[:size]


contents = {
    "empty.txt": b"",
    "short.txt": b"One line.\n",
    "folder/Brücke.txt": text(5_000),
    "folder/" + "long/" * 30 + "name.txt": text(600),
    "noise.bin": random.randbytes(70_000),
    "large.txt": text(3_000_000),
    "zeros.bin": bytes(2_000_000),
}


def path(name):
    return os.path.join(folder, name)


def say(container, name, data):
    print(container, name, len(data), "%08x" % zlib.crc32(data), sep="\t")


for kind, form in (("pax", tarfile.PAX_FORMAT), ("gnu", tarfile.GNU_FORMAT), ("ustar", tarfile.USTAR_FORMAT)):
    for suffix, mode in (("tar", "w"), ("tar.gz", "w:gz")):
        name = f"{kind}.{suffix}"
        with tarfile.open(path(name), mode, format=form) as tar:
            for member, data in contents.items():
                info = tarfile.TarInfo(member)
                info.size = len(data)
                info.mtime = 1_795_000_000
                try:
                    tar.addfile(info, io.BytesIO(data))
                except ValueError:
                    pass  # ustar has no room for the long name
        with tarfile.open(path(name)) as tar:
            for info in tar:
                say(name, info.name, tar.extractfile(info).read())

for name, method, level in (("stored.zip", zipfile.ZIP_STORED, None), ("fast.zip", zipfile.ZIP_DEFLATED, 1),
                            ("best.zip", zipfile.ZIP_DEFLATED, 9)):
    with zipfile.ZipFile(path(name), "w", method, compresslevel=level) as archive:
        for member, data in contents.items():
            archive.writestr(member, data)
        archive.comment = b"a comment"
with zipfile.ZipFile(path("zip64.zip"), "w", zipfile.ZIP_DEFLATED) as archive:
    for member, data in contents.items():
        with archive.open(member, "w", force_zip64=True) as target:
            target.write(data)
# Written to what can't be sought: the sizes stand behind the content.
class Pipe(io.RawIOBase):
    def __init__(self, file):
        self.file = file
    def writable(self):
        return True
    def write(self, data):
        return self.file.write(data)
with open(path("descriptors.zip"), "wb") as file, zipfile.ZipFile(Pipe(file), "w", zipfile.ZIP_DEFLATED) as archive:
    for member, data in contents.items():
        archive.writestr(member, data)
with open(path("prefixed.zip"), "wb") as file:
    file.write(b"#!/bin/sh\nexit 0\n")
    with open(path("best.zip"), "rb") as source:
        file.write(source.read())
# A name in the code page of DOS: `é` is 0x82.
local = b"caf\x82.txt"
data = b"coffee"
head = struct.pack("<HHHHHIIIHH", 20, 0, 0, 0, 0x5CDB, zlib.crc32(data), len(data), len(data), len(local), 0)
body = b"PK\x03\x04" + head + local + data
entry = b"PK\x01\x02" + struct.pack("<H", 20) + head + struct.pack("<HHHII", 0, 0, 0, 0, 0) + local
end = b"PK\x05\x06" + struct.pack("<HHHHIIH", 0, 0, 1, 1, len(entry), len(body), 0)
with open(path("dos.zip"), "wb") as file:
    file.write(body + entry + end)
for name in ("stored.zip", "fast.zip", "best.zip", "zip64.zip", "descriptors.zip", "prefixed.zip", "dos.zip"):
    with zipfile.ZipFile(path(name)) as archive:
        for info in archive.infolist():
            say(name, info.filename, archive.read(info))

for level in (0, 1, 6, 9):
    for member in ("short.txt", "large.txt", "noise.bin", "zeros.bin"):
        name = f"{level}-{member}.gz"
        with open(path(name), "wb") as file:
            with gzip.GzipFile(member, "wb", level, file, 1_795_000_000) as packed:
                packed.write(contents[member])
            if level == 6:  # several members, and padding
                file.write(gzip.compress(contents["short.txt"]) + bytes(100))
        with gzip.open(path(name)) as packed:
            say(name, member, packed.read())
# A stream of fixed codes, as zlib makes it on demand.
packer = zlib.compressobj(9, zlib.DEFLATED, -15, 9, zlib.Z_FIXED)
packed = packer.compress(contents["large.txt"]) + packer.flush()
with open(path("fixed.gz"), "wb") as file:
    file.write(b"\x1f\x8b\x08\x00\0\0\0\0\x00\x03" + packed
               + struct.pack("<II", zlib.crc32(contents["large.txt"]), len(contents["large.txt"])))
with gzip.open(path("fixed.gz")) as packed:
    say("fixed.gz", "#1", packed.read())
