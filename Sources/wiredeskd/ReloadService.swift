import Ingest
import LinuxIO
import Logging
import Operations
import ServiceLifecycle
import UnixSignals

/// Reads the configuration again at each SIGHUP.
struct ReloadService: Service {
    let hangups: UnixSignalsSequence
    let configuration: ConfigurationInForce
    let reporter: DeskReporter
    let log: Logger
    /// Puts settings in force.
    let apply: @Sendable (Settings) -> Void

    func run() async throws {
        for await _ in hangups.cancelOnGracefulShutdown() {
            reporter.tellOfReload { reload() }
        }
    }

    private func reload() {
        switch configuration.reload(at: UTCTime(nanoseconds: Clock.now)) {
        case .refused(let reasons):
            for reason in reasons {
                log.record(
                    .configurationRefused,
                    "the changed configuration is refused, and the one before stays in force",
                    ["reason": "\(reason)"]
                )
            }
        case .taken(let changed, let pending):
            apply(configuration.settings)
            var metadata: Logger.Metadata = [:]
            if !changed.isEmpty { metadata["changed"] = "\(changed.joined(separator: ","))" }
            if !pending.isEmpty { metadata["pending_restart"] = "\(pending.joined(separator: ","))" }
            let wants = pending.isEmpty ? "" : "; some of it takes a restart"
            log.record(.reloaded, "configuration reloaded\(wants)", metadata)
        }
    }
}
