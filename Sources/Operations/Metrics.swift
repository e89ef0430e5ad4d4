extension StatusSnapshot {
    /// The snapshot as metrics, for the textfile collector of node_exporter (Prometheus exposition format 0.0.4).
    ///
    /// Counters count from the first delivery in the archive's catalogue, and so outlive a restart; until the catalogue is
    /// open they are left out, because a counter that falls to 0 and rises again counts double.
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
        if hasCounts {
            page.add(
                "wiredesk_deliveries_total",
                "counter",
                "Files that had this outcome.",
                [
                    ([("outcome", "archived")], Double(total.archived)),
                    ([("outcome", "duplicate")], Double(total.duplicates)),
                    ([("outcome", "quarantined")], Double(total.quarantined)),
                    ([("outcome", "ignored")], Double(total.ignored)),
                ]
            )
        }
        if hasCounts, let revisions = total.revisions {
            page.add(
                "wiredesk_revisions_total",
                "counter",
                "Archived articles whose marks say that they follow an earlier version.",
                [([], Double(revisions))]
            )
        }
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
        page.add(
            "wiredesk_overflows_total",
            "counter",
            "Times since the start that the kernel's queue of events was full.",
            [([], Double(inbox.overflows ?? 0))]
        )
        addFigures(to: &page)
        return page.text
    }

    private func addFigures(to page: inout MetricsPage) {
        if let commits {
            page.add(
                "wiredesk_commit_duration_seconds",
                "From a commit's first record to its last sync, since the start.",
                commits.histogram
            )
        }
        if let latency {
            page.add(
                "wiredesk_delivery_latency_seconds",
                "From a writer's last change of a file to its durable outcome, since the start.",
                latency.histogram
            )
        }
        if let disk {
            page.add(
                "wiredesk_disk_free_bytes",
                "gauge",
                "Bytes that the desk may still write beside its archive.",
                [([], Double(disk.freeBytes))]
            )
            page.add(
                "wiredesk_disk_size_bytes",
                "gauge",
                "Bytes of the file system of the state directory.",
                [([], Double(disk.totalBytes))]
            )
        }
        if let configuration {
            page.add(
                "wiredesk_config_last_reload_successful",
                "gauge",
                "0 where the configuration as it stands was refused, and the one before is in force.",
                [([], configuration.refusedAt == nil ? 1 : 0)]
            )
            page.add(
                "wiredesk_config_last_reload_success_timestamp_seconds",
                "gauge",
                "When the configuration in force was read.",
                [([], configuration.loadedAt.seconds)]
            )
            page.add(
                "wiredesk_config_pending_restart",
                "gauge",
                "Keys that were changed and take a restart.",
                [([], Double(configuration.pendingRestart.count))]
            )
        }
        if let log {
            page.add(
                "wiredesk_log_dropped_total",
                "counter",
                "Messages since the start that nobody took in time.",
                [([], Double(log.dropped))]
            )
        }
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
        begin(name, type, help)
        for sample in samples {
            let labels = sample.labels.map { "\($0.name)=\"\(escaped($0.value))\"" }.joined(separator: ",")
            text += name + (labels.isEmpty ? "" : "{\(labels)}") + " \(number(sample.value))\n"
        }
    }

    mutating func add(_ name: String, _ help: String, _ histogram: StatusFigures.Histogram) {
        begin(name, "histogram", help)
        for (bound, count) in zip(histogram.bounds, histogram.counts) {
            text += "\(name)_bucket{le=\"\(number(bound))\"} \(count)\n"
        }
        text += "\(name)_bucket{le=\"+Inf\"} \(histogram.count)\n"
        text += "\(name)_sum \(number(histogram.sum))\n\(name)_count \(histogram.count)\n"
    }

    private mutating func begin(_ name: String, _ type: String, _ help: String) {
        text += "# HELP \(name) \(help)\n# TYPE \(name) \(type)\n"
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
