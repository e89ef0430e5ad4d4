public import Archive
import Catalogue
public import LinuxIO

extension Importer {
    /// What an import has come to.
    public struct Totals: Sendable, Equatable {
        /// Files that were looked at.
        public var files = 0
        /// Files that have their outcome from this run.
        public var outcomes: [Outcome: Int] = [:]
        /// Why, for those that went to quarantine.
        public var reasons: [String: Int] = [:]
        /// What these files held: articles, members, items.
        public var members: [PartOutcome: Int] = [:]
        /// Files that had their outcome from an earlier run.
        public var doneBefore = 0
        /// Those of them that went to quarantine, by the reason.
        public var refusedBefore: [String: Int] = [:]
        /// Those of them of which a member was refused.
        public var partlyBefore = 0
        public var skipped: [ImportSkip: Int] = [:]
        /// Files and folders that could not be read or delivered.
        public var failed = 0
        /// Sources that were removed.
        public var removed = 0

        /// Nothing yet.
        public init() {}
    }

    /// Something that a person wants to know of one file.
    public enum Notice: Sendable {
        case skipped(Path, ImportSkip)
        case failed(Path, String)
        /// It waits for its name in the inbox, because of what the sentence says.
        case waits(Path, String)
        /// The source was to be removed, and stays.
        case kept(Path, String)
        /// It went to quarantine for this reason, in an earlier run or in this one.
        case refused(Path, reason: String, isBefore: Bool)
        /// Some of its members were refused; the sentence sums up what it held.
        case partly(Path, String)
    }
}
