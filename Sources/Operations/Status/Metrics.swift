/// A family of metrics: what it is called and means, and where its figures stand in the status.
///
/// A further one is one more entry of ``all``.
struct Metric: Sendable {
    /// What Prometheus takes it for.
    enum Kind: String {
        case gauge, counter, histogram
    }

    /// The figures of a family at one moment.
    enum Samples {
        case value(Double)
        /// One for each value of a label.
        case labelled(String, [(value: String, number: Double)])
        /// One for each pair of values of two labels.
        case labelledTwice(String, String, [(first: String, second: String, number: Double)])
        case histogram(StatusFigures.Histogram)
    }

    let name: String
    let kind: Kind
    /// One sentence.
    let help: String
    /// Nil where the status does not have the figures.
    let samples: @Sendable (StatusSnapshot) -> Samples?

    private init(
        _ name: String,
        _ kind: Kind,
        _ help: String,
        samples: @escaping @Sendable (StatusSnapshot) -> Samples?
    ) {
        self.name = name
        self.kind = kind
        self.help = help
        self.samples = samples
    }

    /// A family of one figure.
    private init(
        _ name: String,
        _ kind: Kind,
        _ help: String,
        value: @escaping @Sendable (StatusSnapshot) -> Double?
    ) {
        self.init(name, kind, help, samples: { value($0).map { .value($0) } })
    }

    /// A family of a figure for each source.
    private static func ofSources(
        _ name: String,
        _ help: String,
        number: @escaping @Sendable (StatusFigures.Source) -> Double
    ) -> Metric {
        Metric(
            name,
            .gauge,
            help,
            samples: { status in
                guard let sources = status.sources, !sources.isEmpty else { return nil }
                return .labelled("source", sources.map { ($0.name, number($0)) })
            }
        )
    }

    /// Every family, in the order of the page.
    static let all: [Metric] = [
        Metric(
            "wiredesk_build_info",
            .gauge,
            "The version that runs.",
            samples: {
                .labelled("version", [($0.version, 1)])
            }
        ),
        Metric(
            "wiredesk_state",
            .gauge,
            "1 for the state that the desk is in.",
            samples: { status in
                .labelled("state", StatusSnapshot.State.allCases.map { ($0.rawValue, $0 == status.state ? 1 : 0) })
            }
        ),
        Metric("wiredesk_start_time_seconds", .gauge, "When the daemon was started.", value: { $0.startedAt.seconds }),
        Metric(
            "wiredesk_updated_time_seconds",
            .gauge,
            "When these figures were written.",
            value: { $0.updatedAt.seconds }
        ),
        Metric(
            "wiredesk_deliveries_total",
            .counter,
            "Files that had this outcome.",
            samples: { status in
                guard status.hasCounts else { return nil }
                let total = status.total
                return .labelled(
                    "outcome",
                    [
                        ("archived", Double(total.archived)), ("duplicate", Double(total.duplicates)),
                        ("quarantined", Double(total.quarantined)), ("ignored", Double(total.ignored)),
                    ]
                )
            }
        ),
        Metric(
            "wiredesk_members_total",
            .counter,
            "What the files held, by outcome and format: articles, refused members, items without news.",
            samples: { status in
                guard status.hasCounts, let members = status.total.members, !members.isEmpty else { return nil }
                return .labelledTwice(
                    "outcome",
                    "format",
                    members.map { ($0.outcome, $0.format ?? "unknown", Double($0.count)) }
                )
            }
        ),
        Metric(
            "wiredesk_departed_files_total",
            .counter,
            "Files that have left quarantine, processed or duplicates since, by how.",
            samples: { status in
                guard status.hasCounts else { return nil }
                let total = status.total
                let counts = [
                    ("discarded", total.discarded), ("put-back", total.putBack), ("removed", total.removed),
                ]
                let known = counts.compactMap { word, count in count.map { (value: word, number: Double($0)) } }
                return known.isEmpty ? nil : .labelled("outcome", known)
            }
        ),
        Metric(
            "wiredesk_revisions_total",
            .counter,
            "Archived articles whose marks say that they follow an earlier version.",
            value: { $0.hasCounts ? $0.total.revisions.map { Double($0) } : nil }
        ),
        Metric("wiredesk_inbox_files", .gauge, "Files that wait to be read.", value: { Double($0.inbox.waiting) }),
        Metric(
            "wiredesk_inbox_ignored_files",
            .gauge,
            "Files in the inbox that a rule leaves alone.",
            value: { Double($0.inbox.ignored) }
        ),
        Metric(
            "wiredesk_inbox_waiting_for_permission_files",
            .gauge,
            "Files that have their answer and stay in the inbox only because the desk may not move them.",
            value: { $0.inbox.waitingForPermission.map { Double($0) } }
        ),
        Metric(
            "wiredesk_oldest_waiting_seconds",
            .gauge,
            "How long the oldest file has waited; 0 where none does.",
            value: { $0.inbox.oldestWaitingSeconds ?? 0 }
        ),
        Metric("wiredesk_archive_articles", .gauge, "Articles in the archive.", value: { Double($0.archive.articles) }),
        Metric(
            "wiredesk_archive_bytes",
            .gauge,
            "Bytes of the text in the archive's segments.",
            value: { Double($0.archive.bytes) }
        ),
        Metric(
            "wiredesk_archive_stored_bytes",
            .gauge,
            "Bytes of the archive's files, which are fewer where segments are compressed.",
            value: { $0.archive.storedBytes.map { Double($0) } }
        ),
        Metric("wiredesk_archive_segments", .gauge, "Segments of the archive.", value: { Double($0.archive.segments) }),
        Metric("wiredesk_problems", .gauge, "Problems that the status tells of.", value: { Double($0.problems.count) }),
        Metric(
            "wiredesk_overflows_total",
            .counter,
            "Times since the start that the kernel's queue of events was full.",
            value: { Double($0.inbox.overflows ?? 0) }
        ),
        Metric(
            "wiredesk_commit_duration_seconds",
            .histogram,
            "From a commit's first record to its last sync, since the start.",
            samples: { status in
                status.commits.map { .histogram($0.histogram) }
            }
        ),
        Metric(
            "wiredesk_delivery_latency_seconds",
            .histogram,
            "From a writer's last change of a file to its durable outcome, since the start.",
            samples: { status in
                status.latency.map { .histogram($0.histogram) }
            }
        ),
        Metric(
            "wiredesk_disk_free_bytes",
            .gauge,
            "Bytes that the desk may still write beside its archive.",
            value: { $0.disk.map { Double($0.freeBytes) } }
        ),
        Metric(
            "wiredesk_disk_size_bytes",
            .gauge,
            "Bytes of the file system of the state directory.",
            value: { $0.disk.map { Double($0.totalBytes) } }
        ),
        Metric(
            "wiredesk_config_last_reload_successful",
            .gauge,
            "0 where the configuration as it stands was refused, and the one before is in force.",
            value: { $0.configuration.map { $0.refusedAt == nil ? 1 : 0 } }
        ),
        Metric(
            "wiredesk_config_last_reload_success_timestamp_seconds",
            .gauge,
            "When the configuration in force was read.",
            value: { $0.configuration?.loadedAt.seconds }
        ),
        Metric(
            "wiredesk_config_pending_restart",
            .gauge,
            "Keys that were changed and take a restart.",
            value: { $0.configuration.map { Double($0.pendingRestart.count) } }
        ),
        Metric(
            "wiredesk_log_dropped_total",
            .counter,
            "Messages since the start that nobody took in time.",
            value: { $0.log.map { Double($0.dropped) } }
        ),
        ofSources("wiredesk_source_articles", "Articles of the last 24 hours, by their source.") {
            Double($0.articles24h)
        },
        ofSources("wiredesk_source_last_arrival_time_seconds", "When the last article of a source was archived.") {
            $0.last.seconds
        },
        ofSources("wiredesk_source_silent", "1 for a source from which, by its habit, articles are missing.") {
            $0.isSilent ? 1 : 0
        },
    ]
}

extension StatusSnapshot {
    /// The snapshot as metrics, for the textfile collector of node_exporter (Prometheus exposition format 0.0.4).
    ///
    /// Counters count from the first delivery in the archive's catalogue, and so outlive a restart; until the catalogue is
    /// open they are left out, because a counter that falls to 0 and rises again counts double.
    public var metrics: String {
        var page = MetricsPage()
        for metric in Metric.all {
            if let samples = metric.samples(self) { page.add(metric, samples) }
        }
        return page.text
    }
}

/// Families of metrics, one after another.
private struct MetricsPage {
    private(set) var text = ""

    mutating func add(_ metric: Metric, _ samples: Metric.Samples) {
        let name = metric.name
        text += "# HELP \(name) \(metric.help)\n# TYPE \(name) \(metric.kind.rawValue)\n"
        switch samples {
        case .value(let value): text += "\(name) \(number(value))\n"
        case .labelled(let label, let values):
            for (value, figure) in values { text += "\(name){\(label)=\"\(escaped(value))\"} \(number(figure))\n" }
        case .labelledTwice(let one, let other, let values):
            for (first, second, figure) in values {
                text += "\(name){\(one)=\"\(escaped(first))\",\(other)=\"\(escaped(second))\"} \(number(figure))\n"
            }
        case .histogram(let histogram):
            for (bound, count) in zip(histogram.bounds, histogram.counts) {
                text += "\(name)_bucket{le=\"\(number(bound))\"} \(count)\n"
            }
            text += "\(name)_bucket{le=\"+Inf\"} \(histogram.count)\n"
            text += "\(name)_sum \(number(histogram.sum))\n\(name)_count \(histogram.count)\n"
        }
    }

    private func number(_ value: Double) -> String {
        Int64(exactly: value).map(String.init) ?? "\(value)"
    }

    /// A label's value as the format wants it: backslash, quotation mark and line feed escaped.
    private func escaped(_ text: String) -> String {
        text.reduce(into: "") { escaped, character in
            switch character {
            case "\\": escaped += "\\\\"
            case "\"": escaped += "\\\""
            case "\n": escaped += "\\n"
            default: escaped.append(character)
            }
        }
    }
}

extension UTCTime {
    fileprivate var seconds: Double { Double(nanoseconds / 1_000_000) / 1_000 }
}
