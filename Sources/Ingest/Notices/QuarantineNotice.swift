public import Archive
internal import FoundationEssentials
public import LinuxIO

/// What a person wants done with files in quarantine. The desk tells the ledger of it, and does it.
public struct QuarantineNotice: Sendable, Equatable {
    /// What is to become of the files.
    public enum Kind: String, Sendable, Codable {
        case discard
        case putBack = "put-back"
    }

    /// One of the files, by what it is known again.
    public struct Item: Sendable, Equatable {
        /// The path beneath the quarantine.
        public var name: Path
        var inode: UInt64
        var bytes: Int64
        /// Nanoseconds since 1970.
        var modified: Int64
        /// Which file its page is; nil where there is none.
        var pageInode: UInt64?
        /// What came of it, where that is over while the notice waits for others. What stands there now, even the same file
        /// under the same name, has come since.
        var result: QuarantineAnswer.Result?

        /// A file as it was looked at.
        public init(_ file: Quarantine.File) {
            name = file.name
            inode = file.status.inode
            bytes = file.status.size
            modified = file.status.modified
            pageInode = file.pageInode
        }
    }

    public var kind: Kind
    public var items: [Item]
    public var person: Person
    /// When it was asked for, in nanoseconds since 1970. No two notices have the same: by it the lines of the ledger that
    /// tell of this one are known.
    public var time: Int64

    public init(_ kind: Kind, of items: [Item], by person: Person, at time: Int64) {
        self.kind = kind
        self.items = items
        self.person = person
        self.time = time
    }

    /// The most files of a notice.
    public static let mostItems = 512
    /// The most bytes of a notice: the longest paths that Linux has, percent-encoded, and the rest.
    static let longest = Int64(mostItems) * 16 << 10

    /// The name of its file.
    var fileName: Path { Path("\(kind.rawValue)-\(time).json") }

    /// Whether a notice of this name is of this kind.
    static func isNamed(_ name: Path) -> Bool {
        [Kind.discard, .putBack].contains { name.bytes.starts(with: "\($0.rawValue)-".utf8) }
    }

    private struct Document: Codable {
        struct File: Codable {
            /// Percent-encoded.
            var name: String
            var inode: UInt64
            var bytes: Int64
            var modified: Int64
            var page: UInt64?
            /// Nil for one that is still to leave.
            var result: QuarantineAnswer.Written?
        }

        var v: Int
        var kind: Kind
        var files: [File]
        var uid: UInt32
        var user: String?
        var at: Int64
    }

    /// Reads what ``json`` has written; nil where the bytes are no notice.
    init?(json: [UInt8]) {
        guard let document = try? JSONDecoder().decode(Document.self, from: Data(json)), document.v == 1,
            document.at > 0, document.files.count <= Self.mostItems
        else { return nil }
        var items: [Item] = []
        for file in document.files {
            guard let name = Path(percentEncoded: file.name), name.isBeneath else { return nil }
            var item = Item(file.inode, name, file.bytes, file.modified, file.page)
            item.result = file.result?.result
            items.append(item)
        }
        self.init(document.kind, of: items, by: Person(user: document.uid, name: document.user), at: document.at)
    }

    var json: [UInt8] {
        let document = Document(
            v: 1,
            kind: kind,
            files: items.map {
                .init(
                    name: $0.name.percentEncoded,
                    inode: $0.inode,
                    bytes: $0.bytes,
                    modified: $0.modified,
                    page: $0.pageInode,
                    result: $0.result.map { .init($0) }
                )
            },
            uid: person.user,
            user: person.name,
            at: time
        )
        // Nothing in it can fail to be encoded.
        return (try? JSONEncoder().encode(document)).map { [UInt8]($0) } ?? []
    }

    /// The notice as it goes on after an answer: with those of its files over that the desk does not try again.
    func after(_ answer: QuarantineAnswer) -> QuarantineNotice {
        var notice = self
        for (place, result) in zip(items.indices, answer.results) where !result.isDelayed {
            notice.items[place].result = result
        }
        return notice
    }

    /// The notice by whom its file belongs to: that is certain. The desk's own user writes for those behind sudo(8) too. A
    /// daemon that cannot see other users, as under `PrivateUsers=`, takes the notice's word for it.
    func by(owner: UInt32) -> QuarantineNotice {
        if owner == ProcessNumber.user || owner == ProcessUser.unseen { return self }
        var notice = self
        notice.person.user = owner
        return notice
    }
}

extension QuarantineNotice.Item {
    fileprivate init(_ inode: UInt64, _ name: Path, _ bytes: Int64, _ modified: Int64, _ pageInode: UInt64?) {
        self.name = name
        self.inode = inode
        self.bytes = bytes
        self.modified = modified
        self.pageInode = pageInode
    }

    /// Whether a file is the one that is meant.
    func isStill(_ status: FileStatus) -> Bool {
        status.inode == inode && status.size == bytes && status.modified == modified
    }
}
