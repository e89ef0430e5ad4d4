import Foundation
import TestSupport
import Testing

@Suite("Who may publish, and to whom", .serialized)
struct SecurityTests {
    private static let users = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "nats_users.py")
        .path

    /// Makes users in a folder; the public key of the one that has an NKEY.
    private static func makeUsers(in folder: String) throws -> String {
        let made = try Program.run("python3", [users, folder])
        guard made.status == 0 else { throw NATSServer.ServerFailure(description: made.errors) }
        return made.output.trimmingCharacters(in: .whitespacesAndNewlines)
    }

    /// Makes an authority, and certificates for servers of two names.
    private static func makeCertificates(in folder: String) throws {
        let script = """
            set -e; cd '\(folder)'
            openssl req -x509 -newkey ec -pkeyopt ec_paramgen_curve:prime256v1 -nodes -days 2 -subj /CN=authority \
                -keyout ca.key -out ca.pem
            for name in localhost elsewhere; do
                openssl req -newkey ec -pkeyopt ec_paramgen_curve:prime256v1 -nodes -subj /CN=$name -keyout $name.key \
                    -out $name.csr
                printf 'subjectAltName=DNS:%s' $name > $name.ext
                openssl x509 -req -in $name.csr -CA ca.pem -CAkey ca.key -CAcreateserial -days 2 -extfile $name.ext \
                    -out $name.pem
            done
            """
        let made = try Program.run("bash", ["-c", script])
        guard made.status == 0 else { throw NATSServer.ServerFailure(description: made.errors) }
    }

    @Test("With a credentials file it publishes where the server knows users by JWT, and not without")
    func credentials() throws {
        let desk = try StreamDesk("london", 1...3)
        _ = try Self.makeUsers(in: desk.scratch.path)
        let server = try NATSServer(
            in: desk.scratch.path + "/nats",
            configuration: desk.scratch.read("jwt.conf") ?? ""
        )
        let refused = try desk.publish(to: server.url)
        #expect(refused.status == 69 && refused.errors.contains("Authorization Violation"), "\(refused.errors)")
        let known = try desk.publish(to: server.url, ["--credentials", desk.scratch.path + "/desk.creds"])
        #expect(known.status == 0 && desk.kept() == 3, "\(known.errors)")
    }

    @Test("With TLS and an NKEY it publishes; without the key, or to a server of another name, it does not")
    func tlsAndKey() throws {
        let desk = try StreamDesk("london", 1...3)
        let folder = desk.scratch.path
        try Self.makeCertificates(in: folder)
        let key = try Self.makeUsers(in: folder)
        func server(_ name: String) throws -> NATSServer {
            try NATSServer(
                in: "\(folder)/\(name)",
                configuration: """
                    tls { cert_file: "\(folder)/\(name).pem", key_file: "\(folder)/\(name).key", ca_file: "\(folder)/ca.pem" }
                    authorization { users: [{ nkey: "\(key)" }] }
                    """
            )
        }
        let right = try server("localhost")
        let url = "tls://localhost:\(right.port)"
        let known = ["--tls-ca", folder + "/ca.pem"]
        let signed = known + ["--nkey", key, "--nkey-seed", folder + "/user.seed"]
        let ran = try desk.publish(to: url, signed)
        #expect(ran.status == 0 && desk.kept() == 3, "\(ran.errors)")
        for options in [known, ["--nkey", key, "--nkey-seed", folder + "/user.seed"]] {
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
