import Article

/// A field of a record that says which story it belongs to: one entry drives how it is written, read, described in the schema
/// and documented.
///
/// They stand in this order between `ingested_at` and `headline`: like the number and the time, they are known only when the
/// record is committed. A record has all of them but `similarity`, or none.
struct StoryLinkField: Sendable {
    var name: String
    var form: FieldForm
    /// What it is, as the schema and the page of the format say.
    var meaning: String
    var isRequired = true
    var value: @Sendable (StoryLink) -> FieldValue?
    /// `,"name":`
    let key: StaticText

    init(
        _ name: String,
        _ form: FieldForm,
        _ meaning: String,
        isRequired: Bool = true,
        value: @escaping @Sendable (StoryLink) -> FieldValue?
    ) {
        self.name = name
        self.form = form
        self.meaning = meaning
        self.isRequired = isRequired
        self.value = value
        key = StaticText(",\"\(name)\":")
    }

    static let all: [StoryLinkField] = [
        StoryLinkField(
            "story",
            .contentID,
            "The content id of the story's first version in the archive; absent in a record that follows none.",
            value: { .contentID($0.story) }
        ),
        StoryLinkField(
            "revision_of",
            .sequence,
            "The number of the record that it follows.",
            value: { .sequence($0.revisionOf) }
        ),
        StoryLinkField(
            "relation",
            .word(StoryLink.Relation.allCases.map(\.rawValue)),
            "What it is to the record that it follows.",
            value: { .init($0.relation.rawValue) }
        ),
        StoryLinkField(
            "similarity",
            .share,
            "How much of the shorter text the other one has, from 0 to 1, where the texts were compared.",
            isRequired: false,
            value: { $0.similarity.map { .share($0) } }
        ),
        StoryLinkField(
            "basis",
            .word(StoryLink.Basis.allCases.map(\.rawValue)),
            "By what they were found to belong together.",
            value: { .init($0.basis.rawValue) }
        ),
    ]

    private static let names = Set(all.map(\.name))

    /// Whether a field has this name.
    static func isKnown(_ name: String) -> Bool { names.contains(name) }
}

extension JSONOutput {
    /// Writes which story a record belongs to.
    mutating func append(_ link: StoryLink) {
        for field in StoryLinkField.all {
            guard let value = field.value(link) else { continue }
            append(contentsOf: field.key.bytes)
            append(value, as: field.form)
        }
    }
}

extension JSONInput {
    /// Reads which story a record belongs to; nil where it does not say.
    mutating func storyLink() throws(RecordFault) -> StoryLink? {
        guard isNext(StoryLinkField.all[0].key) else { return nil }
        var values: [FieldValue?] = []
        for field in StoryLinkField.all {
            if skip(field.key) {
                values.append(try value(field.form))
            } else if field.isRequired {
                throw fault(.missingKey)
            } else {
                values.append(nil)
            }
        }
        guard case .contentID(let story) = values[0], case .sequence(let number) = values[1],
            let relation = values[2]?.text.flatMap(StoryLink.Relation.init),
            let basis = values[4]?.text.flatMap(StoryLink.Basis.init)
        else { throw fault(.unexpected) }
        var similarity: Int?
        if case .share(let thousandths) = values[3] { similarity = thousandths }
        return StoryLink(
            story: story,
            revisionOf: number,
            relation: relation,
            similarity: similarity,
            basis: basis
        )
    }
}
