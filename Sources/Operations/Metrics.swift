extension StatusSnapshot {
    /// The snapshot as metrics, for the textfile collector of node_exporter (Prometheus exposition format 0.0.4).
    ///
    /// Counters count from the first delivery in the archive's catalogue, and so outlive a restart.
    public var metrics: String {
        var page = MetricsPage()
        page.add("wiredesk_build_info", "gauge", "The version that runs.", [([("version", version)], 1)])
        page.add(
            "wiredesk_state",
            "gauge",
            "1 for the state that the desk is in.",
            State.allCases.map { ([("state", $0.rawValue)], $0 == state ? 1 : 0) }
        )
        page.add("wiredesk_start_time_seconds", "gauge", "When the daemon was started.", [([], startedAt.seconds)])
        page.add(
            "wiredesk_updated_time_seconds",
            "gauge",
            "When these figures were written.",
            [([], updatedAt.seconds)]
        )
        page.add(
            "wiredesk_deliveries_total",
            "counter",
            "Files that had this outcome.",
            [
                ([("outcome", "archived")], Double(total.archived)),
                ([("outcome", "duplicate")], Double(total.duplicates)),
                ([("outcome", "quarantined")], Double(total.quarantined)),
            ]
        )
        page.add("wiredesk_inbox_files", "gauge", "Files that wait to be read.", [([], Double(inbox.waiting))])
        page.add(
            "wiredesk_inbox_ignored_files",
            "gauge",
            "Files in the inbox that a rule leaves alone.",
            [([], Double(inbox.ignored))]
        )
        page.add(
            "wiredesk_oldest_waiting_seconds",
            "gauge",
            "How long the oldest file has waited; 0 where none does.",
            [([], inbox.oldestWaitingSeconds ?? 0)]
        )
        page.add("wiredesk_archive_articles", "gauge", "Articles in the archive.", [([], Double(archive.articles))])
        page.add("wiredesk_archive_bytes", "gauge", "Bytes of the archive's segments.", [([], Double(archive.bytes))])
        page.add("wiredesk_archive_segments", "gauge", "Segments of the archive.", [([], Double(archive.segments))])
        page.add("wiredesk_problems", "gauge", "Problems that the status tells of.", [([], Double(problems.count))])
        return page.text
    }
}

/// Families of metrics, one after another.
private struct MetricsPage {
    private(set) var text = ""

    mutating func add(
        _ name: String,
        _ type: String,
        _ help: String,
        _ samples: [(labels: [(name: String, value: String)], value: Double)]
    ) {
        text += "# HELP \(name) \(help)\n# TYPE \(name) \(type)\n"
        for sample in samples {
            let labels = sample.labels.map { "\($0.name)=\"\(escaped($0.value))\"" }.joined(separator: ",")
            text += name + (labels.isEmpty ? "" : "{\(labels)}") + " \(number(sample.value))\n"
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
