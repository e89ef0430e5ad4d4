public import Article

/// Which story a record belongs to, decided before it is written.
public struct StoryLink: Sendable, Equatable {
    /// The content id of the story's first version in the archive.
    public var story: ContentID
    /// The sequence number of the version that it follows.
    public var revisionOf: Int64
    public var relation: Relation
    /// What part of the shorter text the other one has, in thousandths, where it was compared.
    public var similarity: Int?
    public var basis: Basis

    public init(story: ContentID, revisionOf: Int64, relation: Relation, similarity: Int? = nil, basis: Basis) {
        self.story = story
        self.revisionOf = revisionOf
        self.relation = relation
        self.similarity = similarity
        self.basis = basis
    }

    /// What a version is to the one that it follows.
    public enum Relation: String, Sendable, CaseIterable {
        /// It replaces it.
        case update
        /// It puts right what was wrong in it.
        case correction
        /// Its sender takes the story back.
        case kill
        /// Its sender withholds the story, or whoever runs the desk has withdrawn it.
        case withdrawal
        /// Whoever runs the desk takes a withdrawal back.
        case restoration
        /// It says the same again, or is an earlier version that came later.
        case `repeat`
        /// Another source has the same text.
        case copy
        /// It adds a further part, or is the whole of what was a summary or a part of an upload.
        case completes
    }

    /// By what they were found to belong together.
    public enum Basis: String, Sendable, CaseIterable {
        /// The sender's own id of the story.
        case guid
        /// The document names the one that it follows.
        case reference
        /// The same address.
        case url
        /// The same words, with another standing.
        case content
        /// The same slug of the same agency.
        case slugline
        /// A notice names the story's headline or slug.
        case notice
        /// What the texts have in common.
        case text
        /// Its file begins with all the bytes of an earlier one of the same path.
        case bytes
        /// Whoever runs the desk says so.
        case `operator`
    }
}
