import ArgumentParser
import Commands
import LinuxIO
import Operations

/// The options that say which desk is meant, and what time it is.
struct DeskOptions: ParsableArguments {
    @OptionGroup var selection: DeskSelection

    /// Stands in for the clock, so that what is printed can be compared.
    @Option(help: .hidden, transform: Self.time)
    var now = UTCTime(nanoseconds: Clock.now)

    private static func time(_ text: String) throws -> UTCTime {
        guard let time = UTCTime(text) else { throw ValidationError("\(text.escapedForDisplay) is not a time in UTC.") }
        return time
    }

    func settings() throws(SettingsError) -> Settings { try selection.settings() }

    /// The settings with the inbox that the desk's daemon watches, as its status says: it may have been given to the daemon alone
    /// (`--inbox`). Where the daemon does not run and has watched another one, a person is told.
    func settingsOfDaemon() throws -> Settings {
        var settings = try settings()
        guard let (watched, pid) = Self.lastWatched(settings) else { return settings }
        guard Self.holder(of: settings.stateDirectory) == .process(pid) else {
            complain(
                "the daemon last watched \(watched.display), but the configuration says \(settings.inbox.display), which "
                    + "is used now; set `inbox` in the configuration so that both use one"
            )
            return settings
        }
        settings.inbox = watched
        return settings
    }

    /// The settings with the inbox that the desk's daemon watches, or has watched last: the one that the paths of deliveries lie
    /// beneath.
    func settingsOfDeliveries() throws -> Settings {
        var settings = try settings()
        if let (watched, _) = Self.lastWatched(settings) { settings.inbox = watched }
        return settings
    }

    /// The inbox that the desk's daemon has watched last, and which process that was; nil where it is that of the settings,
    /// or nobody has told.
    private static func lastWatched(_ settings: Settings) -> (inbox: Path, pid: Int32)? {
        guard let snapshot = try? StatusReport.snapshot(settings, LinuxFileSystem()) else { return nil }
        let told = snapshot.inbox
        let watched = told.pathEncoding == nil ? Path(told.path) : Path(percentEncoded: told.path) ?? settings.inbox
        return watched == settings.inbox || !watched.isAbsolute ? nil : (watched, snapshot.pid)
    }

    /// Who has a desk; nil where nobody has, or nobody can say.
    private static func holder(of stateDirectory: Path) -> StateLock.Holder? {
        let fileSystem = LinuxFileSystem()
        do {
            return try StateLock.holder(of: try fileSystem.openRoot(stateDirectory), fileSystem: fileSystem)
        } catch {
            return nil
        }
    }
}
