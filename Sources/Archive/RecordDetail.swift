import Article

/// A field of a record that a document states beside the copy: one entry drives how it is written, read, described in the
/// schema and documented. A new field is an entry here, and its use.
///
/// They stand in this order between `sign_off` and `body`.
struct RecordDetail: Sendable {
    var name: String
    var form: FieldForm
    /// What it is, as the schema and the page of the format say.
    var meaning: String
    /// The value of an article; nil where it has none.
    var value: @Sendable (ArticleDetails, _ headings: [Int]) -> FieldValue?
    /// Puts a value that was read where it belongs.
    var take: @Sendable (FieldValue, inout ArticleDetails, _ headings: inout [Int]) -> Void
    /// `,"name":`
    let key: StaticText

    init(
        _ name: String,
        _ form: FieldForm,
        _ meaning: String,
        value: @escaping @Sendable (ArticleDetails) -> FieldValue?,
        take: @escaping @Sendable (FieldValue, inout ArticleDetails) -> Void
    ) {
        self.init(
            name,
            form,
            meaning,
            value: { details, _ in value(details) },
            take: { value, details, _ in take(value, &details) },
            headings: ()
        )
    }

    private init(
        _ name: String,
        _ form: FieldForm,
        _ meaning: String,
        value: @escaping @Sendable (ArticleDetails, [Int]) -> FieldValue?,
        take: @escaping @Sendable (FieldValue, inout ArticleDetails, inout [Int]) -> Void,
        headings: Void
    ) {
        self.name = name
        self.form = form
        self.meaning = meaning
        self.value = value
        self.take = take
        key = StaticText(",\"\(name)\":")
    }

    static let all: [RecordDetail] = [
        RecordDetail(
            "authors",
            .objects([FieldMember("name", isRequired: true), FieldMember("uri")]),
            "Who wrote it, name by name, as the document states them.",
            value: { list($0.authors) { [.init($0.name), .init($0.uri)] } },
            take: { value, details in
                details.authors = value.objects.map { .init(name: $0[0]?.text ?? "", uri: $0[1]?.text) }
            }
        ),
        RecordDetail(
            "provider",
            .text,
            "The agency or publisher, as the document names it.",
            value: { .init($0.provider) },
            take: { $1.provider = $0.text }
        ),
        RecordDetail(
            "guid",
            .text,
            "The sender's own id of the story.",
            value: { .init($0.guid) },
            take: { $1.guid = $0.text }
        ),
        RecordDetail(
            "version",
            .text,
            "The sender's own version of the story.",
            value: { .init($0.version) },
            take: { $1.version = $0.text }
        ),
        RecordDetail(
            "updated",
            .moment,
            "When this version was made, with the offset as given.",
            value: { .init($0.updated?.description) },
            take: { $1.updated = $0.text.flatMap { OffsetTime(rfc3339: $0) } }
        ),
        RecordDetail(
            "status",
            .word(ArticleDetails.Status.allCases.map(\.rawValue)),
            "What its sender says of its use; absent where it may be used.",
            value: { .init($0.status?.rawValue) },
            take: { $1.status = $0.text.flatMap(ArticleDetails.Status.init) }
        ),
        RecordDetail(
            "embargo_until",
            .moment,
            "Until when it must not be published, where that is sure.",
            value: { .init($0.embargoUntil?.description) },
            take: { $1.embargoUntil = $0.text.flatMap { OffsetTime(rfc3339: $0) } }
        ),
        RecordDetail(
            "keywords",
            .texts,
            "Keywords, as the document lists them.",
            value: { texts($0.keywords) },
            take: { $1.keywords = $0.texts }
        ),
        RecordDetail(
            "subjects",
            .objects([
                FieldMember("scheme"), FieldMember("code"), FieldMember("name"),
                FieldMember("kind", .word(ArticleDetails.Subject.Kind.allCases.map(\.rawValue))),
            ]),
            "What it is about: a code of a scheme, a name, or both, as printed.",
            value: {
                list($0.subjects) { [.init($0.scheme), .init($0.code), .init($0.name), .init($0.kind?.rawValue)] }
            },
            take: { value, details in
                details.subjects = value.objects.map {
                    .init(
                        scheme: $0[0]?.text,
                        code: $0[1]?.text,
                        name: $0[2]?.text,
                        kind: $0[3]?.text.flatMap(ArticleDetails.Subject.Kind.init)
                    )
                }
            }
        ),
        RecordDetail(
            "rights",
            .object([FieldMember("holder"), FieldMember("notice"), FieldMember("terms")]),
            "Who holds the rights, and on what terms it may be used.",
            value: { details in
                details.rights.flatMap { object([.init($0.holder), .init($0.notice), .init($0.terms)]) }
            },
            take: { value, details in
                guard case .object(let members) = value else { return }
                details.rights = .init(holder: members[0]?.text, notice: members[1]?.text, terms: members[2]?.text)
            }
        ),
        RecordDetail(
            "images",
            .objects([FieldMember("url"), FieldMember("caption"), FieldMember("credit"), FieldMember("alt")]),
            "Pictures that belong to it, at most \(ArticleDetails.imageLimit).",
            value: {
                list($0.images.prefix(ArticleDetails.imageLimit)) {
                    [.init($0.url), .init($0.caption), .init($0.credit), .init($0.alt)]
                }
            },
            take: { value, details in
                details.images = value.objects.map {
                    .init(url: $0[0]?.text, caption: $0[1]?.text, credit: $0[2]?.text, alt: $0[3]?.text)
                }
            }
        ),
        RecordDetail(
            "boxes",
            .objects([FieldMember("title"), FieldMember("body", .texts, isRequired: true)]),
            "Fact boxes, which are not part of the running text.",
            value: { list($0.boxes.filter { texts($0.body) != nil }) { [.init($0.title), texts($0.body)] } },
            take: { value, details in
                details.boxes = value.objects.map { .init(title: $0[0]?.text, body: $0[1]?.texts ?? []) }
            }
        ),
        RecordDetail(
            "headings",
            .places,
            "Which paragraphs of the body are subheads, counted from 0.",
            value: { _, headings in headings.isEmpty ? nil : .places(headings) },
            take: { value, _, headings in if case .places(let places) = value { headings = places } },
            headings: ()
        ),
        RecordDetail(
            "links",
            .objects([FieldMember("url", isRequired: true), FieldMember("title"), FieldMember("rel")]),
            "Related items, at most \(ArticleDetails.linkLimit).",
            value: {
                list($0.links.prefix(ArticleDetails.linkLimit)) { [.init($0.url), .init($0.title), .init($0.rel)] }
            },
            take: { value, details in
                details.links = value.objects.map {
                    .init(url: $0[0]?.text ?? "", title: $0[1]?.text, rel: $0[2]?.text)
                }
            }
        ),
        RecordDetail(
            "extent",
            .word(ArticleDetails.Extent.allCases.map(\.rawValue)),
            "How much of the story the document has; absent where it has all.",
            value: { .init($0.extent?.rawValue) },
            take: { $1.extent = $0.text.flatMap(ArticleDetails.Extent.init) }
        ),
        RecordOriginField.detail,
        RecordDetail(
            "assumed",
            .object([
                FieldMember("year", .year), FieldMember("zone"), FieldMember("source"), FieldMember("language"),
                FieldMember("encoding"),
            ]),
            "What it does not say, and whoever runs the desk has said for it.",
            value: {
                let assumed = $0.assumed
                return object([
                    assumed.year.map { .year($0) }, .init(assumed.zone), .init(assumed.source), .init(assumed.language),
                    .init(assumed.encoding),
                ])
            },
            take: { value, details in
                guard case .object(let members) = value else { return }
                details.assumed = .init(
                    year: members[0]?.year,
                    zone: members[1]?.text,
                    source: members[2]?.text,
                    language: members[3]?.text,
                    encoding: members[4]?.text
                )
            }
        ),
    ]

    private static let names = Set(all.map(\.name))

    /// Whether a field has this name.
    static func isKnown(_ name: String) -> Bool { names.contains(name) }

    private static func texts(_ texts: [String]) -> FieldValue? {
        let texts = texts.filter { !$0.isEmpty }
        return texts.isEmpty ? nil : .texts(texts)
    }

    private static func object(_ members: [FieldValue?]) -> FieldValue? {
        members.contains { $0 != nil } ? .object(members) : nil
    }

    /// The objects that have a member; nil where there is none.
    private static func list<Element>(
        _ elements: some Collection<Element>,
        _ members: (Element) -> [FieldValue?]
    ) -> FieldValue? {
        let objects = elements.map(members).filter { $0.contains { $0 != nil } }
        return objects.isEmpty ? nil : .objects(objects)
    }
}

extension JSONOutput {
    /// Writes the details of an article that it has.
    mutating func appendDetails(_ article: Article) {
        if article.details == ArticleDetails(), article.headings.isEmpty { return }
        for detail in RecordDetail.all {
            guard let value = detail.value(article.details, article.headings) else { continue }
            append(contentsOf: detail.key.bytes)
            append(value, as: detail.form)
        }
    }
}

extension JSONInput {
    /// Reads the details that stand here, in their order.
    mutating func details() throws(RecordFault) -> [(detail: Int, value: FieldValue)] {
        var values: [(detail: Int, value: FieldValue)] = []
        for (place, detail) in RecordDetail.all.enumerated() where skip(detail.key) {
            values.append((place, try value(detail.form)))
        }
        return values
    }
}
