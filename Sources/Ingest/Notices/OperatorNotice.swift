public import Archive
import Article
internal import FoundationEssentials
import LinuxIO
import Wire

/// What whoever runs the desk has to say about a story: that it is withdrawn, or that its withdrawal is undone.
///
/// It becomes a record of its own, linked to the one that it names. Nothing else changes.
public struct OperatorNotice: Sendable, Equatable {
    /// What becomes of the story.
    public enum Kind: String, Sendable, Codable {
        /// Lists, searches and exports leave it out from now on.
        case withdrawal
        /// It may be used again, as far as its sender lets it be.
        case restoration
    }

    public var kind: Kind
    /// The number of a record of the story.
    public var sequence: Int64
    /// Why, in sentences.
    public var reason: String
    public var person: Person
    /// When, in nanoseconds since 1970.
    public var time: Int64

    public init(_ kind: Kind, of sequence: Int64, because reason: String, by person: Person, at time: Int64) {
        self.kind = kind
        self.sequence = sequence
        self.reason = reason
        self.person = person
        self.time = time
    }

    /// The most bytes of a reason.
    public static let longestReason = 4_000
    /// The format of its delivery, in its record.
    public static let format = "notice"

    private struct Document: Codable {
        var v: Int
        var kind: Kind
        var seq: Int64
        var because: String
        var uid: UInt32
        var user: String?
        var at: Int64
    }

    /// Reads what ``json`` has written; nil where the bytes are no notice.
    init?(json: [UInt8]) {
        guard let document = try? JSONDecoder().decode(Document.self, from: Data(json)), document.v == 1,
            document.seq > 0, document.because.utf8.count <= Self.longestReason
        else { return nil }
        self.init(
            document.kind,
            of: document.seq,
            because: document.because,
            by: Person(user: document.uid, name: document.user),
            at: document.at
        )
    }

    var json: [UInt8] {
        let document = Document(
            v: 1,
            kind: kind,
            seq: sequence,
            because: reason,
            uid: person.user,
            user: person.name,
            at: time
        )
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        // Nothing in it can fail to be encoded.
        guard let encoded = try? encoder.encode(document) else { return [] }
        var bytes = [UInt8](encoded)
        bytes.append(UInt8(ascii: "\n"))
        return bytes
    }

    /// The notice by whom its file belongs to: that is certain. The desk's own user writes for those behind sudo(8) too. A
    /// daemon that cannot see other users, as under `PrivateUsers=`, takes the notice's word for it.
    func by(owner: UInt32) -> OperatorNotice {
        if owner == ProcessNumber.user || owner == ProcessUser.unseen { return self }
        var notice = self
        notice.person.user = owner
        return notice
    }

    /// The name of its file.
    var fileName: Path { Path("\(kind.rawValue)-\(sequence)-\(time).json") }

    /// Who it is by, in words.
    private var byline: String {
        let user = "uid \(person.user)"
        guard let name = person.name else { return user }
        return "\(name), \(user)"
    }

    /// The notice as an article about a record; nil where nothing of it can be printed.
    ///
    /// The time to the nanosecond makes each of them another content.
    func article(about record: Record) -> Article? {
        let (word, sentence) =
            switch kind {
            case .withdrawal: ("Withdrawn", "The desk has withdrawn the story of article \(sequence).")
            case .restoration: ("Restored", "The desk has restored the story of article \(sequence).")
            }
        var draft = ArticleDraft()
        draft.headline = "\(word): \(record.headline)"
        draft.byline = byline
        let nanoseconds: Int64 = 1_000_000_000 + max(0, time) % 1_000_000_000
        let fraction = String(nanoseconds).dropFirst()
        let second = UTC.time(time).dropLast()
        draft.paragraphs = [
            ArticleDraft.Paragraph("\(sentence) (\(second).\(fraction)Z)"),
            ArticleDraft.Paragraph(reason),
        ]
        return try? draft.article(ReadingContext()).get()
    }

    /// What its record is to the one that it names.
    func link(to record: Record) -> StoryLink {
        StoryLink(
            story: record.link?.story ?? record.id,
            revisionOf: record.sequence,
            relation: kind == .withdrawal ? .withdrawal : .restoration,
            basis: .operator
        )
    }
}
