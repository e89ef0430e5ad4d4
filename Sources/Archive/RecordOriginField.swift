import Article

/// The field `origin` of a record, which has what another desk's record says of itself.
enum RecordOriginField {
    static let detail = RecordDetail(
        "origin",
        .object([
            FieldMember("desk"), FieldMember("seq", .sequence, isRequired: true), FieldMember("ingested_at", .instant),
            FieldMember("story", .contentID), FieldMember("revision_of", .sequence),
            FieldMember("relation", .word(StoryLink.Relation.allCases.map(\.rawValue))),
            FieldMember("basis", .word(StoryLink.Basis.allCases.map(\.rawValue))),
            FieldMember(
                "delivery",
                .object([
                    FieldMember("path", isRequired: true), FieldMember("sha256", isRequired: true),
                    FieldMember("format", isRequired: true), FieldMember("member"), FieldMember("number", .sequence),
                ]),
                isRequired: true
            ),
        ]),
        "Which desk archived it first, and what its record there says; absent where this desk read the file itself.",
        value: { $0.origin.map(value) },
        take: { $1.origin = $0.members.flatMap(origin) }
    )

    private static func value(_ origin: RecordOrigin) -> FieldValue {
        let (link, delivery) = (origin.link, origin.delivery)
        return .object([
            .init(origin.desk), .sequence(origin.sequence), .init(origin.ingestedAt.map(Timestamp.text)),
            link.map { .contentID($0.story) }, link.map { .sequence($0.revisionOf) }, .init(link?.relation),
            .init(link?.basis),
            .object([
                .init(delivery.path), .init(delivery.digest), .init(delivery.format), .init(delivery.member),
                delivery.number.map { .sequence($0) },
            ]),
        ])
    }

    private static func origin(_ members: [FieldValue?]) -> RecordOrigin? {
        guard members.count == 8, let sequence = members[1]?.sequence, let delivery = members[7]?.members,
            delivery.count == 5
        else { return nil }
        var link: RecordOrigin.Link?
        if let story = members[3]?.contentID, let revision = members[4]?.sequence, let relation = members[5]?.text,
            let basis = members[6]?.text
        {
            link = .init(story: story, revisionOf: revision, relation: relation, basis: basis)
        }
        return RecordOrigin(
            desk: members[0]?.text,
            sequence: sequence,
            ingestedAt: members[2]?.text.flatMap { Timestamp.parse(whole: Array($0.utf8).span) },
            link: link,
            delivery: .init(
                path: delivery[0]?.text ?? "",
                digest: delivery[1]?.text ?? "",
                format: delivery[2]?.text ?? "",
                member: delivery[3]?.text,
                number: delivery[4]?.sequence
            )
        )
    }
}
