import Archive
import Article

/// A notice of whoever runs another desk: that a story is withdrawn, or that this is undone.
struct DeskNotice: Sendable, Equatable {
    /// The content id of the story's first version there.
    var story: ContentID
    var relation: StoryLink.Relation

    /// Nil for a link of any other kind.
    init?(_ link: RecordOrigin.Link) {
        guard link.basis == StoryLink.Basis.operator.rawValue,
            let relation = StoryLink.Relation(rawValue: link.relation)
        else { return nil }
        story = link.story
        self.relation = relation
    }
}
