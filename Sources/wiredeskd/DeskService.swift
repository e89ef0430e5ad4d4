import ArgumentParser
import Commands
import Ingest
import LinuxIO
import Logging
import Operations
import ServiceLifecycle

/// The desk as a service: runs it, tells the service manager, and stops it when the group is to stop.
struct DeskService: Service {
    let desk: Desk
    let reporter: DeskReporter
    let log: Logger

    func run() async throws {
        try await withGracefulShutdownHandler {
            try await desk.run {
                log.record(.ready, "the inbox is watched")
                reporter.tellReady()
            } hung: { failure in
                log.critical("wiredeskd ends: \(failure)")
                reporter.end(by: failure, status: ExitStatus.software.rawValue)
            }
        } onGracefulShutdown: {
            log.record(.stopping, "stopping: what has been read is committed")
            _ = try? ServiceManager.notify(.stopping)
            desk.stop()
        }
    }
}
