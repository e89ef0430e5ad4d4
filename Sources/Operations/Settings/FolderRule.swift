public import LinuxIO

/// What the configuration says of files that are delivered to certain folders: a line of the table `folders`.
public struct FolderRule: Sendable, Equatable {
    /// Held against the path of a file in the inbox.
    public let pattern: PathPattern
    /// What it says of them.
    public var defaults: FolderDefaults
}

/// What is known of files by where they are delivered; nil for what nobody has said.
public struct FolderDefaults: Sendable, Equatable {
    /// The agency or publisher.
    public var source: String?
    /// An ISO 639 code.
    public var language: String?
    /// The name of the zone of times that are printed without one.
    public var zone: String?
    /// The name of the encoding of text that neither says nor shows which it is in.
    public var encoding: String?
    /// The year of datelines that print none.
    public var year: Int?
    /// How long a file stays in the inbox after its outcome is durable.
    public var linger: Duration?

    /// Nothing is known.
    public init() {}
}

extension Settings {
    /// What is known of a file by its path in the inbox. Where several patterns fit, the last that says a value counts.
    public func defaults(for path: Path) -> FolderDefaults {
        var known = FolderDefaults()
        for rule in folders where rule.pattern.matches(path) {
            for key in FolderKey.all { key.take(rule.defaults, &known) }
        }
        return known
    }

    /// How long a file stays in the inbox after its outcome is durable.
    public func linger(for path: Path) -> Duration {
        defaults(for: path).linger ?? linger
    }

    /// These settings where no file stays in the inbox after its outcome is durable.
    public var lingeringNowhere: Settings {
        var settings = self
        settings.linger = .zero
        for index in settings.folders.indices { settings.folders[index].defaults.linger = nil }
        return settings
    }
}
