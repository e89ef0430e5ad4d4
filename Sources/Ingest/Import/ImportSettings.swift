public import LinuxIO

extension Importer {
    /// What an import is told.
    public struct Settings: Sendable {
        public var stateDirectory: Path
        public var inbox: Path
        public var ignored: [NamePattern]
        public var depth: Int
        /// Whether a source is removed once its outcome is durable.
        public var isMoving: Bool
        /// What is said of every file beside its content.
        public var note = ReadingNote()
        /// How many files may wait in the inbox at once.
        public var waiting = 2_000

        /// Settings with the default for what is not given.
        public init(stateDirectory: Path, inbox: Path, ignored: [NamePattern], depth: Int, isMoving: Bool) {
            self.stateDirectory = stateDirectory
            self.inbox = inbox
            self.ignored = ignored
            self.depth = depth
            self.isMoving = isMoving
        }
    }
}
