internal import FoundationEssentials
public import LinuxIO

/// How far `wiredesk-publish` has come with the archive: what it tells `wiredesk status` and Prometheus.
public struct PublisherStatus: Codable, Sendable, Equatable {
    /// The version of this form.
    public var v = 1
    public var pid: Int32
    /// The state directory of the desk, as a person is shown it.
    public var stateDirectory: String
    /// The name of the desk in the stream.
    public var desk: String
    public var stream: String
    /// The servers, without passwords.
    public var server: String
    /// The last record that the stream has, durably; 0 for none.
    public var seq: Int64 = 0
    /// The last durable record of the archive, as far as it can be told.
    public var last: Int64 = 0
    /// When the oldest record that the stream does not have was archived; nil where it has all.
    public var oldestUnpublished: UTCTime?
    /// Records that this run has published.
    public var published: Int64 = 0
    /// Why nothing can be published now; nil where it can.
    public var problem: String?
    public var updatedAt: UTCTime
    /// Whether it has ended because everything was published, and was not to wait for more.
    public var finished: Bool?
    /// Whether it has set the mark by which others find out that it lives.
    public var marked: Bool?
    /// Whether the publisher lives, which whoever reads this finds out; nil where it cannot be told.
    public var running: Bool?

    private enum CodingKeys: String, CodingKey {
        case v, pid, desk, stream, server, seq, last, published, problem, finished, marked, running
        case stateDirectory = "state_directory"
        case oldestUnpublished = "oldest_unpublished"
        case updatedAt = "updated_at"
    }

    /// A publisher that has published nothing.
    ///
    /// - Parameter now: nanoseconds since 1970.
    public init(pid: Int32, of state: Path, desk: String, stream: String, server: String, at now: Int64) {
        self.pid = pid
        stateDirectory = state.display
        self.desk = desk
        self.stream = stream
        self.server = server
        updatedAt = UTCTime(nanoseconds: now)
    }

    /// Records that the stream does not have yet.
    public var behind: Int64 { max(0, last - seq) }

    /// Whether nothing was told for so long that the publisher must have ended or hang: two minutes. A run that came to its end
    /// has nothing more to tell.
    public func isSilent(at now: UTCTime) -> Bool {
        finished != true && now.nanoseconds.subtractingSaturated(updatedAt.nanoseconds) > 120_000_000_000
    }

    /// The line that `systemctl status` shows.
    public var line: String {
        if let problem { return "\(behind) records behind: \(problem)" }
        return behind == 0 ? "Published up to record \(seq)" : "Published up to record \(seq), \(behind) behind"
    }

    /// As JSON, with a line end.
    public var json: [UInt8] {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        // Numbers and texts can always be encoded.
        return ((try? encoder.encode(self)).map { Array($0) } ?? []) + [0x0A]
    }

    /// Reads what a publisher has told in a folder; nil where none has, or not in this form.
    public static func read(in folder: Path, fileSystem: any FileSystem) throws(SystemError) -> PublisherStatus? {
        do {
            let root = try fileSystem.openRoot(folder)
            let file = try fileSystem.open(PublishDirectory.status, in: root, .read)
            var bytes = [UInt8](repeating: 0, count: 1 << 16)
            var span = bytes.mutableSpan
            let count = try fileSystem.readFully(file, at: 0, into: &span)
            var status = try? JSONDecoder().decode(PublisherStatus.self, from: Data(bytes.prefix(count)))
            let isSet = FileClaim.isSet(on: PublishDirectory.claim, in: root, fileSystem: fileSystem)
            // Without a mark of its own, that there is none says nothing.
            let isMarked = status?.marked != false
            status?.running = isMarked ? isSet : nil
            return status
        } catch  where error.isMissing {
            return nil
        }
    }

    /// The metrics in the text format of Prometheus.
    public var metrics: String {
        let now = updatedAt.nanoseconds
        let age = oldestUnpublished.map { max(0, now.subtractingSaturated($0.nanoseconds)) } ?? 0
        let figures: [(name: String, kind: String, help: String, value: String)] = [
            ("wiredesk_publish_sequence", "gauge", "The last record that the stream has.", "\(seq)"),
            (
                "wiredesk_publish_behind_records", "gauge", "Records of the archive that the stream does not have yet.",
                "\(behind)"
            ),
            (
                "wiredesk_publish_oldest_unpublished_seconds", "gauge",
                "Age of the oldest record that the stream does not have yet.",
                "\(Double(age) / 1e9)"
            ),
            ("wiredesk_publish_records_total", "counter", "Records published since the start.", "\(published)"),
            ("wiredesk_publish_working", "gauge", "1 while records can be published.", problem == nil ? "1" : "0"),
            (
                "wiredesk_publish_finished", "gauge", "1 where all was published and no more is waited for.",
                finished == true ? "1" : "0"
            ),
            (
                "wiredesk_publish_updated_time_seconds", "gauge", "When these figures were written.",
                "\(Double(now) / 1e9)"
            ),
        ]
        // The names of desks and streams have no character that would have to be escaped.
        return figures.map { figure in
            "# HELP \(figure.name) \(figure.help)\n# TYPE \(figure.name) \(figure.kind)\n"
                + "\(figure.name){desk=\"\(desk)\",stream=\"\(stream)\"} \(figure.value)\n"
        }.joined()
    }
}
