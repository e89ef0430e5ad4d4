import Text
import Wire
public import Article

/// A container that is read member by member: whoever has it asks for the next one and has it read as what its bytes say,
/// and no more than that member stands in memory.
///
/// ```swift
/// while let member = try container.next() { parts += container.parts(of: member) }
/// ```
public struct OpenContainer: Sendable {
    /// The name of its format, `tar`.
    public let format: String
    private var members: any ContainerMembers
    private let context: ReadingContext
    private let depth: Int
    /// Reads a member's bytes, at one more depth.
    private let read:
        @Sendable (_ member: [UInt8], _ context: ReadingContext, _ depth: Int, _ container: String) -> Reading

    /// Opens a container.
    ///
    /// - Parameters:
    ///   - depth: how many containers stand around it.
    ///   - read: reads a member that is one of a given depth, in a container of the format that is named.
    init(
        _ source: any ByteSource,
        as format: any ContainerFormat,
        limits: ContainerLimits,
        context: ReadingContext,
        depth: Int,
        read:
            @escaping @Sendable (_ member: [UInt8], _ context: ReadingContext, _ depth: Int, _ container: String) ->
            Reading
    ) throws(ContainerError) {
        self.format = format.name
        self.context = context
        self.depth = depth
        self.read = read
        guard depth < limits.depth else { throw .refused(.tooDeep(limits.depth)) }
        members = try format.members(of: source, limits: limits)
    }

    /// The next member; nil after the last.
    ///
    /// - Throws: where it can't be read any further; ``end(by:afterArticles:)`` says what that means.
    public mutating func next() throws(ContainerError) -> ContainerMember? { try members.next() }

    /// What a member was read as. Its containers, this one the first of them, stand in the source of each part.
    public func parts(of member: ContainerMember) -> [Part] {
        let containers = members.containers
        let outer = Part.Source(format: containers.last ?? format, container: containers)
        switch member.content {
        case .refused(let rejection): return [Part(member: member.name, .refused(rejection), source: outer)]
        case .notNews(let kind): return [Part(member: member.name, .notNews(kind), source: outer)]
        case .bytes(let bytes):
            var own = context
            own.depth = depth + 1
            if let modified = member.origin.modified { own.modified = modified }
            own.take(member.origin.envelope)
            let inner = read(bytes, own, depth + 1, containers.last ?? format)
            return inner.parts.map { part in
                var source =
                    part.source
                    ?? Part.Source(
                        format: inner.format,
                        encoding: inner.encoding,
                        damaged: inner.damaged,
                        container: []
                    )
                source.container = containers + source.container
                if part.rejection != nil, source.bytes == nil {
                    source.bytes = bytes
                    source.envelope = MemberEnvelope(of: own)
                }
                let name = part.member.map { "\(member.name)/\($0)" } ?? member.name
                return Part(member: name, part.content, source: source)
            }
        }
    }

    /// What was wrong with it and did not stop it, for the delivery as a whole. Complete after the last member.
    public var note: String? { members.notes.first?.rawValue }

    /// How reading a container ends before its end.
    public enum EarlyEnd: Sendable {
        /// What stood before the break counts; the note says what broke.
        case kept(note: String)
        /// It is refused.
        case refused(Rejection)
    }

    /// What an error in its midst comes to: what breaks keeps the articles that stood before, a bomb is refused.
    public static func end(by error: ContainerError, afterArticles hasArticles: Bool) -> EarlyEnd {
        guard case .refused(let rejection) = error else { return .refused(.unreadable) }
        let isBroken = rejection.code == .endsEarly || rejection.code == .brokenContainer
        return isBroken && hasArticles ? .kept(note: rejection.code.rawValue) : .refused(rejection)
    }

    /// Reads all members of a container that is within another.
    consuming func reading() -> Reading {
        var reading = Reading(format: format, encoding: "", parts: [])
        do throws(ContainerError) {
            while let member = try next() { reading.parts += parts(of: member) }
        } catch {
            switch OpenContainer.end(by: error, afterArticles: reading.parts.contains(where: \.isArticle)) {
            case .kept(let note): reading.note = note
            case .refused(let rejection): return Reading(format: format, refused: rejection)
            }
        }
        if reading.note == nil { reading.note = note }
        if reading.parts.isEmpty { return Reading(format: format, refused: .emptyContainer) }
        return reading
    }
}

extension Rejection {
    static func tooDeep(_ limit: Int) -> Rejection {
        Rejection(
            code: .tooDeep,
            explanation: "It lies in more than \(limit) containers, one in another.",
            advice: "Unpack the outer ones, and deliver what is in them."
        )
        .beyond(.containerDepth)
    }

    /// A container without a member.
    public static let emptyContainer = Rejection(
        code: .empty,
        explanation: "The archive or mailbox holds nothing.",
        advice: "Have it sent again; the sender may have created it and failed to fill it."
    )

    static let unreadable = Rejection(
        code: .brokenContainer,
        explanation: "The archive or mailbox cannot be read to its end.",
        advice: "Have it sent again; it may have been cut short or changed on the way."
    )
}
