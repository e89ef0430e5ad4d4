/// Where the record of another desk comes from, as that desk has it.
public struct RecordOrigin: Sendable, Equatable {
    /// The name of the desk; nil where the record came without one.
    public var desk: String?
    /// Its number in the archive of that desk.
    public var sequence: Int64
    /// When that desk archived it, in nanoseconds since 1970, of which records have the milliseconds.
    public var ingestedAt: Int64?
    /// The story that it belongs to there.
    public var link: Link?
    public var delivery: Delivery

    /// What the record is to an earlier one of its own archive.
    public struct Link: Sendable, Equatable {
        /// The content id of the story's first version.
        public var story: ContentID
        /// The number of the record that it follows.
        public var revisionOf: Int64
        /// The words that the record has for these.
        public var relation: String
        public var basis: String

        public init(story: ContentID, revisionOf: Int64, relation: String, basis: String) {
            self.story = story
            self.revisionOf = revisionOf
            self.relation = relation
            self.basis = basis
        }
    }

    /// The file that it was read from there.
    public struct Delivery: Sendable, Equatable {
        /// As the record prints it.
        public var path: String
        /// The hexadecimal SHA-256 of its bytes.
        public var digest: String
        public var format: String
        public var member: String?
        /// Its number among the deliveries of that desk.
        public var number: Int64?

        public init(path: String, digest: String, format: String, member: String? = nil, number: Int64? = nil) {
            self.path = path
            self.digest = digest
            self.format = format
            self.member = member
            self.number = number
        }
    }

    public init(desk: String?, sequence: Int64, ingestedAt: Int64?, link: Link?, delivery: Delivery) {
        self.desk = desk
        self.sequence = sequence
        self.ingestedAt = ingestedAt
        self.link = link
        self.delivery = delivery
    }
}
