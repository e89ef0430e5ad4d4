import LinuxIO
import Operations
import Synchronization

/// The configuration that the desk runs with, and what became of the last reload.
final class ConfigurationInForce: Sendable {
    private struct State {
        var settings: Settings
        var status: StatusFigures.Configuration
    }

    /// What a reload came to.
    enum Reload: Equatable {
        /// The file has errors; nothing has changed.
        case refused([String])
        /// What can change while the desk runs has changed.
        case taken(changed: [String], pendingRestart: [String])
    }

    private let state: Mutex<State>
    private let load: @Sendable () throws(SettingsError) -> Settings

    /// A configuration that was loaded at `now`.
    ///
    /// - Parameter load: loads it again, from the same sources.
    init(_ settings: Settings, at now: UTCTime, load: @escaping @Sendable () throws(SettingsError) -> Settings) {
        state = Mutex(
            State(
                settings: settings,
                status: StatusFigures.Configuration(file: settings.file?.display, loadedAt: now)
            )
        )
        self.load = load
    }

    var settings: Settings { state.withLock { $0.settings } }
    var status: StatusFigures.Configuration { state.withLock { $0.status } }

    /// Loads the configuration again, and keeps the one that is in force where the new one has errors.
    func reload(at now: UTCTime) -> Reload {
        do {
            let loaded = try load()
            return state.withLock { state in
                let differing = loaded.changed(from: state.settings)
                let pending = differing.filter { !$0.isLive }.map(\.name)
                state.settings = state.settings.takingLive(from: loaded)
                state.status = StatusFigures.Configuration(file: loaded.file?.display, loadedAt: now)
                state.status.pendingRestart = pending
                return .taken(changed: differing.filter(\.isLive).map(\.name), pendingRestart: pending)
            }
        } catch {
            let reasons = error.problems.map(\.description)
            state.withLock { state in
                state.status.refusedAt = now
                state.status.refusedBecause = reasons
            }
            return .refused(reasons)
        }
    }
}
