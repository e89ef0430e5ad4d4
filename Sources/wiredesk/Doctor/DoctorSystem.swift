import LinuxIO
import Operations

/// What `wiredesk doctor` looks at in the system around the desk.
struct DoctorSystem {
    /// What stands for `/`.
    let root: Path
    let settings: Settings
    let fileSystem: any FileSystem
    let now: UTCTime

    var configuration: [DoctorFinding] {
        guard let file = settings.file else {
            return [.fine("configuration", "no file; every key has its default, or is in the environment")]
        }
        return [.fine("configuration", "\(file.display) is right")]
    }

    var findings: [DoctorFinding] {
        [watches, queue, instances, openFiles, unit, journal, explanations, daemon]
    }

    // MARK: Limits

    private var watches: DoctorFinding {
        guard let limit = number(at: "proc/sys/fs/inotify/max_user_watches") else {
            return .unknown("watches", "the kernel does not tell its limit")
        }
        let needed = holder == nil ? 0 : snapshot?.inbox.watches ?? 0
        let used = needed == 0 ? "" : needed == 1 ? ", and 1 is" : ", and \(Figure.grouped(Int64(needed))) are"
        let text = "\(Figure.grouped(Int64(limit))) folders may be watched\(used)"
        return limit < max(1_024, 2 * needed)
            ? .concern("watches", text, "sysctl fs.inotify.max_user_watches=\(max(65_536, 4 * needed))")
            : .fine("watches", text)
    }

    private var queue: DoctorFinding {
        guard let limit = number(at: "proc/sys/fs/inotify/max_queued_events") else {
            return .unknown("events", "the kernel does not tell its limit")
        }
        let overflows = snapshot?.inbox.overflows ?? 0
        let full =
            overflows == 0
            ? "" : overflows == 1 ? ", and once there were more" : ", and \(overflows) times there were more"
        let text = "\(Figure.grouped(Int64(limit))) events may wait\(full)"
        // A full queue costs a listing and no file.
        return overflows > 100
            ? .concern("events", text, "sysctl fs.inotify.max_queued_events=\(limit * 4)") : .fine("events", text)
    }

    private var instances: DoctorFinding {
        do {
            _ = try DirectoryWatch()
            return .fine("instances", "another inotify instance can be had")
        } catch {
            return .concern(
                "instances",
                "this user can have no more inotify instances: \(error.reason)",
                "sysctl fs.inotify.max_user_instances=\(4 * (number(at: "proc/sys/fs/inotify/max_user_instances") ?? 128))"
            )
        }
    }

    private var openFiles: DoctorFinding {
        let (limit, whose) =
            daemonLimit.map { ($0, "the daemon") } ?? (DescriptorLimit.largest, "a process started here")
        let text = "\(whose) may open \(Figure.grouped(Int64(limit))) files"
        return limit < 1_024
            ? .concern("open files", text, "set LimitNOFILE=65536 in the unit, or raise ulimit -n")
            : .fine("open files", text)
    }

    /// How far the running daemon may go (proc_pid_limits(5)).
    private var daemonLimit: Int? {
        guard let pid = holder, let text = text(at: "proc/\(pid)/limits") else { return nil }
        guard let line = text.split(separator: "\n").first(where: { $0.hasPrefix("Max open files") }) else {
            return nil
        }
        let fields = line.split(separator: " ")
        return fields.count > 4 ? Int(fields[4]) : nil
    }

    // MARK: Services

    private var unit: DoctorFinding {
        guard exists("run/systemd/system") else {
            return .unknown("unit", "systemd does not run here; start wiredeskd by whatever does")
        }
        let places = [
            "etc/systemd/system", "run/systemd/system", "usr/local/lib/systemd/system", "usr/lib/systemd/system",
            "lib/systemd/system",
        ]
        guard let place = places.first(where: { exists("\($0)/wiredesk.service") }) else {
            return .concern("unit", "wiredesk.service is not installed", "install the package, or see the README")
        }
        guard exists("etc/systemd/system/multi-user.target.wants/wiredesk.service") else {
            return .concern(
                "unit",
                "/\(place)/wiredesk.service is installed and not enabled",
                "systemctl enable --now wiredesk"
            )
        }
        if places.first == place, places.dropFirst().contains(where: { exists("\($0)/wiredesk.service") }) {
            return .concern(
                "unit",
                "/\(place)/wiredesk.service stands in for the one of the package",
                "keep changes in a drop-in instead: systemctl edit wiredesk"
            )
        }
        let changes = ["etc", "run"].map { "\($0)/systemd/system/wiredesk.service.d" }.filter { exists($0) }
        if let changes = changes.first { return .fine("unit", "enabled, with the changes in /\(changes)") }
        return .fine("unit", "enabled, as it was shipped")
    }

    private var journal: DoctorFinding {
        guard exists("run/systemd/journal/socket") else {
            return .unknown("journal", "there is none; the log goes to standard error")
        }
        return .fine("journal", "it can be reached; journalctl -u wiredesk")
    }

    private var explanations: DoctorFinding {
        let places = ["usr/lib/systemd/catalog", "lib/systemd/catalog", "etc/systemd/catalog"]
        if places.contains(where: { exists("\($0)/wiredesk.catalog") }) {
            return .fine("explanations", "journalctl -x has those of the desk")
        }
        guard exists("run/systemd/journal/socket") else { return .unknown("explanations", "there is no journal") }
        return .concern(
            "explanations",
            "the journal's catalogue has none of the desk's messages",
            "install wiredesk.catalog in /usr/lib/systemd/catalog, and journalctl --update-catalog"
        )
    }

    private var daemon: DoctorFinding {
        guard let report = try? StatusReport(settings: settings, now: now, fileSystem: fileSystem) else {
            return .unknown("daemon", "its status may not be read by this user")
        }
        let explanation = report.condition.explanation ?? "wiredesk status has the rest"
        switch report.condition.verdict {
        case .well: return .fine("daemon", "running and well")
        case .degraded: return .concern("daemon", "it runs, but \(explanation)", "see wiredesk status")
        case .stopped: return .concern("daemon", "it was stopped", "systemctl start wiredesk")
        case .neverRun: return .concern("daemon", "it has never run here", "systemctl start wiredesk")
        case .failed, .killed: return .wrong("daemon", "it does not run", explanation)
        }
    }

    private var snapshot: StatusSnapshot? {
        (try? StatusReport(settings: settings, now: now, fileSystem: fileSystem))?.snapshot
    }

    private var holder: Int32? {
        guard let folder = try? fileSystem.openRoot(settings.stateDirectory),
            case .process(let id)? = try? StateLock.holder(of: folder, fileSystem: fileSystem)
        else { return nil }
        return id
    }

    // MARK: Files of the system

    private func exists(_ path: String) -> Bool {
        guard let folder = try? fileSystem.openRoot(root) else { return false }
        return (try? fileSystem.status(of: Path(path), in: folder)) != nil
    }

    private func text(at path: String) -> String? {
        guard let content = try? NamedFile.read(root.appending(path), limit: 16 * 1024) else { return nil }
        return String(decoding: content.bytes, as: UTF8.self)
    }

    private func number(at path: String) -> Int? {
        text(at: path).flatMap { Int($0.filter { !$0.isWhitespace }) }
    }
}
