import Article

/// The form of a field of a record: how it is written, read, and described in the schema.
indirect enum FieldForm: Sendable {
    /// A string with something in it.
    case text
    /// A list of such strings, not empty.
    case texts
    /// One of these words.
    case word([String])
    /// A moment as RFC 3339 has it, with the offset as the document gave it.
    case moment
    /// A moment in UTC with milliseconds; records of earlier versions leave them out.
    case instant
    /// A list of whole numbers from 0 on, in ascending order, not empty.
    case places
    /// A content id.
    case contentID
    /// The number of a record.
    case sequence
    /// A year of four digits.
    case year
    /// A share from 0 to 1, with three decimals.
    case share
    case object([FieldMember])
    /// A list of objects, not empty.
    case objects([FieldMember])
}

/// A member of an object within a field.
struct FieldMember: Sendable {
    var name: String
    var form: FieldForm
    var isRequired: Bool

    init(_ name: String, _ form: FieldForm = .text, isRequired: Bool = false) {
        self.name = name
        self.form = form
        self.isRequired = isRequired
    }
}

/// The value of a field.
indirect enum FieldValue: Sendable, Equatable {
    case text(String)
    case texts([String])
    case places([Int])
    case contentID(ContentID)
    case sequence(Int64)
    case year(Int)
    /// In thousandths.
    case share(Int)
    /// Its members by the places of their forms; nil for one that is absent.
    case object([FieldValue?])
    case objects([[FieldValue?]])

    /// A text, where there is one with something in it.
    init?(_ text: String?) {
        guard let text, !text.isEmpty else { return nil }
        self = .text(text)
    }

    var year: Int? { if case .year(let year) = self { year } else { nil } }
    var text: String? { if case .text(let text) = self { text } else { nil } }
    var sequence: Int64? { if case .sequence(let number) = self { number } else { nil } }
    var texts: [String] { if case .texts(let texts) = self { texts } else { [] } }
    var contentID: ContentID? { if case .contentID(let id) = self { id } else { nil } }
    var members: [FieldValue?]? { if case .object(let members) = self { members } else { nil } }
    var objects: [[FieldValue?]] { if case .objects(let objects) = self { objects } else { [] } }
}
