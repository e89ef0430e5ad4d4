import Foundation
import TestSupport
import Testing

@Suite("Who may publish, and to whom", .serialized)
struct SecurityTests {
    /// Makes an authority, a certificate for `localhost` and one for a client, and the keys of a user in the form of NATS.
    private static func keys(in folder: String) throws -> (public: String, seed: String) {
        let script = """
            set -e; cd '\(folder)'
            openssl req -x509 -newkey ec -pkeyopt ec_paramgen_curve:prime256v1 -nodes -days 2 -subj /CN=authority \
                -keyout ca.key -out ca.pem 2>/dev/null
            for name in localhost elsewhere; do
                openssl req -newkey ec -pkeyopt ec_paramgen_curve:prime256v1 -nodes -subj /CN=$name -keyout $name.key \
                    -out $name.csr 2>/dev/null
                printf 'subjectAltName=DNS:%s' $name > $name.ext
                openssl x509 -req -in $name.csr -CA ca.pem -CAkey ca.key -CAcreateserial -days 2 -extfile $name.ext \
                    -out $name.pem 2>/dev/null
            done
            openssl genpkey -algorithm ed25519 -out user.key
            openssl pkey -in user.key -outform DER -out user.der
            openssl pkey -in user.key -pubout -outform DER -out user.pub
            python3 - <<'END'
            import base64, binascii
            def encode(prefix, key):
                raw = prefix + key
                raw += binascii.crc_hqx(raw, 0).to_bytes(2, "little")
                return base64.b32encode(raw).decode().rstrip("=")
            seed, public = open("user.der", "rb").read()[-32:], open("user.pub", "rb").read()[-32:]
            # The kind "seed" in five bits, that of a user in the next eight.
            kind, user = 18 << 3, 20 << 3
            open("user.seed", "w").write(encode(bytes([kind | user >> 5, (user & 31) << 3]), seed))
            print(encode(bytes([user]), public))
            END
            """
        let made = try Program.run("bash", ["-c", script])
        guard made.status == 0 else { throw NATSServer.ServerFailure(description: made.errors) }
        return (made.output.trimmingCharacters(in: .whitespacesAndNewlines), folder + "/user.seed")
    }

    @Test("With TLS and an NKEY it publishes; without the key, or to a server of another name, it does not")
    func tlsAndKey() throws {
        let desk = try StreamDesk("london", 1...3)
        let folder = desk.scratch.path
        let key = try Self.keys(in: folder)
        func server(_ name: String) throws -> NATSServer {
            try NATSServer(
                in: "\(folder)/\(name)",
                configuration: """
                    tls { cert_file: "\(folder)/\(name).pem", key_file: "\(folder)/\(name).key", ca_file: "\(folder)/ca.pem" }
                    authorization { users: [{ nkey: "\(key.public)" }] }
                    """
            )
        }
        let right = try server("localhost")
        let url = "tls://localhost:\(right.port)"
        let known = ["--tls-ca", folder + "/ca.pem"]
        let signed = known + ["--nkey", key.public, "--nkey-seed", key.seed]
        let ran = try desk.publish(to: url, signed)
        #expect(ran.status == 0 && desk.kept() == 3, "\(ran.errors)")
        for options in [known, ["--nkey", key.public, "--nkey-seed", key.seed]] {
            let refused = try desk.publish(to: url, options + ["--cursor", folder + "/other"])
            #expect(refused.status == 69 && refused.errors.contains("the NATS server: "), "\(refused.errors)")
        }
        let other = try server("elsewhere")
        let elsewhere = "tls://localhost:\(other.port)"
        #expect(try desk.publish(to: elsewhere, signed + ["--cursor", folder + "/third"]).status == 69)
        let named = try desk.publish(
            to: elsewhere,
            signed + ["--cursor", folder + "/third", "--tls-host", "elsewhere"]
        )
        #expect(named.status == 0, "\(named.errors)")
    }
}
