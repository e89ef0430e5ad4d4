#!/usr/bin/env python3
"""Makes a user of NATS with an NKEY, and one with a JWT, in the forms that `nk` and `nsc` write.

usage: nats_users.py FOLDER

Writes user.seed, desk.creds, and jwt.conf, the part of a server's configuration that trusts the latter; prints the public key
of the former. openssl(1) makes the keys and signs.
"""

import base64
import binascii
import hashlib
import json
import pathlib
import subprocess
import sys
import time

# What a key is of, in the five upper bits of its first byte.
OPERATOR, ACCOUNT, USER, SEED = 14 << 3, 0, 20 << 3, 18 << 3


def openssl(*arguments, data=None):
    return subprocess.run(["openssl", *arguments], check=True, capture_output=True, input=data).stdout


def encoded(prefix, key):
    raw = prefix + key
    raw += binascii.crc_hqx(raw, 0).to_bytes(2, "little")
    return base64.b32encode(raw).decode().rstrip("=")


class Key:
    count = 0

    def __init__(self, folder, kind):
        Key.count += 1
        self.file = folder / f"{Key.count}.key"
        openssl("genpkey", "-algorithm", "ed25519", "-out", self.file)
        seed = openssl("pkey", "-in", self.file, "-outform", "DER")[-32:]
        public = openssl("pkey", "-in", self.file, "-pubout", "-outform", "DER")[-32:]
        self.public = encoded(bytes([kind]), public)
        self.seed = encoded(bytes([SEED | kind >> 5, (kind & 31) << 3]), seed)

    def sign(self, text):
        signed = self.file.with_suffix(".data")
        signed.write_bytes(text.encode())
        return openssl("pkeyutl", "-sign", "-inkey", self.file, "-rawin", "-in", signed)


def part(data):
    return base64.urlsafe_b64encode(data).decode().rstrip("=")


def token(issuer, subject, name, claims):
    payload = {
        "iat": int(time.time()), "iss": issuer.public, "name": name, "sub": subject.public,
        "nats": claims | {"version": 2},
    }
    payload["jti"] = hashlib.sha256(json.dumps(payload).encode()).hexdigest()
    text = part(json.dumps({"typ": "JWT", "alg": "ed25519-nkey"}).encode()) + "." + part(json.dumps(payload).encode())
    return text + "." + part(issuer.sign(text))


def main():
    folder = pathlib.Path(sys.argv[1])
    lone = Key(folder, USER)
    (folder / "user.seed").write_text(lone.seed)
    operator, system, account, user = (Key(folder, kind) for kind in [OPERATOR, ACCOUNT, ACCOUNT, USER])
    names = ["subs", "data", "payload", "imports", "exports", "conn", "leaf", "streams", "consumer"]
    limits = {name: -1 for name in names} | {"wildcards": True}
    desks = token(
        operator, account, "desks", {"type": "account", "limits": limits | {"mem_storage": -1, "disk_storage": -1}})
    of_system = token(operator, system, "system", {"type": "account", "limits": limits})
    (folder / "jwt.conf").write_text(
        f'operator: "{token(operator, operator, "operator", {"type": "operator"})}"\n'
        f"resolver: MEMORY\nsystem_account: {system.public}\n"
        f'resolver_preload {{ {account.public}: "{desks}", {system.public}: "{of_system}" }}\n')
    grant = token(account, user, "london", {"type": "user", "subs": -1, "data": -1, "payload": -1})
    (folder / "desk.creds").write_text(
        f"-----BEGIN NATS USER JWT-----\n{grant}\n------END NATS USER JWT------\n\n"
        f"-----BEGIN USER NKEY SEED-----\n{user.seed}\n------END USER NKEY SEED------\n")
    print(lone.public)


main()
