import ArgumentParser
import CNats
import LinuxIO

/// How the server is reached, and who asks.
struct NATSOptions: ParsableArguments, Sendable {
    @Option(
        help: ArgumentHelp(
            "The address of a server, nats://HOST:PORT or tls://HOST:PORT; give it again for each server of a cluster.",
            valueName: "url"
        )
    )
    var server: [String] = ["nats://127.0.0.1:4222"]

    @Option(
        help: ArgumentHelp("A credentials file: a user's JWT and seed, as nsc writes it.", valueName: "file"),
        completion: .file()
    )
    var credentials: String?

    @Option(
        help: ArgumentHelp("The public NKEY of a user; --nkey-seed has the seed that belongs to it.", valueName: "key")
    )
    var nkey: String?

    @Option(help: ArgumentHelp("The file with the seed of --nkey.", valueName: "file"), completion: .file())
    var nkeySeed: String?

    @Option(
        help: ArgumentHelp(
            "For TLS: a PEM file of the authorities that the server's certificate is checked against, instead of the system's.",
            valueName: "file"
        ),
        completion: .file()
    )
    var tlsCa: String?

    @Option(
        help: ArgumentHelp("For TLS: the PEM file of the client's own certificate.", valueName: "file"),
        completion: .file()
    )
    var tlsCert: String?

    @Option(
        help: ArgumentHelp("For TLS: the PEM file of the key of --tls-cert.", valueName: "file"),
        completion: .file()
    )
    var tlsKey: String?

    @Option(
        help: ArgumentHelp(
            "For TLS: the name that the server's certificate must be for; the host of --server unless given. A certificate for an IP address alone needs it.",
            valueName: "name"
        )
    )
    var tlsHost: String?

    /// How the connection is called where the server lists it.
    var name = ""

    private enum CodingKeys: String, CodingKey {
        case server, credentials, nkey, nkeySeed, tlsCa, tlsCert, tlsKey, tlsHost
    }

    /// How many servers may be named.
    private static let mostServers = 16

    func validate() throws {
        if server.count > NATSOptions.mostServers {
            throw ValidationError("--server can be given \(NATSOptions.mostServers) times at most.")
        }
        for url in server where !["nats://", "tls://"].contains(where: { url.hasPrefix($0) }) {
            throw ValidationError("--server \(url.escapedForDisplay) does not begin with nats:// or tls://.")
        }
        if (nkey == nil) != (nkeySeed == nil) { throw ValidationError("--nkey and --nkey-seed are given together.") }
        if (tlsCert == nil) != (tlsKey == nil) { throw ValidationError("--tls-cert and --tls-key are given together.") }
        if credentials != nil, nkey != nil { throw ValidationError("Give --credentials or --nkey, not both.") }
    }

    /// The servers, as a person is shown them: without the password that an address may have.
    var servers: String {
        server.map { (url) -> String in
            guard let at = url.lastIndex(of: "@"), let start = url.firstRange(of: "://")?.upperBound, start <= at else {
                return url
            }
            return String(url[..<start] + url[url.index(after: at)...])
        }
        .joined(separator: ", ").escapedForDisplay
    }

    /// What is said of a connection, by the numbers of CNats.
    var settings: [(Int32, String)] {
        let single: [(Int, String?)] = [
            (CNATS_NAME, name), (CNATS_CREDENTIALS, credentials), (CNATS_NKEY, nkey), (CNATS_NKEY_SEED, nkeySeed),
            (CNATS_AUTHORITIES, tlsCa), (CNATS_CERTIFICATE, tlsCert), (CNATS_KEY, tlsKey), (CNATS_HOST, tlsHost),
        ]
        return server.map { (Int32(CNATS_SERVER), $0) }
            + single.compactMap { setting, text in text.map { (Int32(setting), $0) } }
    }
}
