import LinuxIO
import Operations

extension Settings {
    /// Settings for a desk in this folder that waits for nothing and leaves nothing alone.
    static func plain(in stateDirectory: Path) -> Settings {
        var settings = Settings()
        settings.stateDirectory = stateDirectory
        settings.inbox = stateDirectory.appending("inbox")
        settings.settle = .zero
        settings.emptyLimit = .zero
        settings.scanInterval = .seconds(1)
        settings.rescanInterval = .seconds(60)
        settings.maxDepth = 8
        settings.ignore = []
        return settings
    }
}
