import Text
import Wire
import Article

/// Reads the members of a container that is in memory, and of containers within it, each as what its bytes say.
struct MemberReading {
    let limits: ContainerLimits
    let context: ReadingContext

    /// Reads one container.
    ///
    /// - Parameters:
    ///   - depth: how many containers stand around it.
    ///   - read: reads a member that is one of a given depth.
    func reading(
        of bytes: [UInt8],
        as format: any ContainerFormat,
        depth: Int,
        read: (_ member: [UInt8], _ context: ReadingContext, _ depth: Int) -> Reading
    ) -> Reading {
        guard depth < ContainerLimits.depth else { return Reading(format: format.name, refused: .tooDeep) }
        var reading = Reading(format: format.name, encoding: "", parts: [])
        do throws(ContainerError) {
            var members = try format.members(of: BytesInMemory(bytes), limits: limits)
            do throws(ContainerError) {
                while let member = try members.next() {
                    append(member, in: members.containers, to: &reading) { bytes, context in
                        var context = context
                        context.depth = depth + 1
                        return read(bytes, context, depth + 1)
                    }
                }
            } catch {
                guard let rejection = rejection(of: error) else {
                    return Reading(format: format.name, refused: .unreadable)
                }
                // What breaks in its midst keeps what stood before; a bomb is refused whole.
                let isBroken = rejection.code == .endsEarly || rejection.code == .brokenContainer
                guard isBroken, !reading.articles.isEmpty else {
                    return Reading(format: format.name, refused: rejection)
                }
                reading.note = rejection.code.rawValue
            }
            if reading.note == nil { reading.note = members.notes.first?.rawValue }
        } catch {
            return Reading(format: format.name, refused: rejection(of: error) ?? .unreadable)
        }
        if reading.parts.isEmpty { return Reading(format: format.name, refused: .emptyContainer) }
        return reading
    }

    private func rejection(of error: ContainerError) -> Rejection? {
        if case .refused(let rejection) = error { rejection } else { nil }
    }

    private func append(
        _ member: ContainerMember,
        in containers: [String],
        to reading: inout Reading,
        read: ([UInt8], ReadingContext) -> Reading
    ) {
        let outer = Part.Source(format: containers.last ?? reading.format, container: containers)
        switch member.content {
        case .refused(let rejection):
            reading.parts.append(Part(member: member.name, .refused(rejection), source: outer))
        case .notNews(let kind):
            reading.parts.append(Part(member: member.name, .notNews(kind), source: outer))
        case .bytes(let bytes):
            var own = context
            if let modified = member.origin.modified { own.modified = modified }
            own.url = member.origin.url
            own.fetched = member.origin.url == nil ? nil : member.origin.modified
            own.charset = member.origin.charset
            let inner = read(bytes, own)
            for part in inner.parts {
                var source =
                    part.source
                    ?? Part.Source(
                        format: inner.format,
                        encoding: inner.encoding,
                        damaged: inner.damaged,
                        container: []
                    )
                source.container = containers + source.container
                if part.rejection != nil, source.bytes == nil { source.bytes = bytes }
                let name = part.member.map { "\(member.name)/\($0)" } ?? member.name
                reading.parts.append(Part(member: name, part.content, source: source))
            }
        }
    }
}

extension Rejection {
    static let tooDeep = Rejection(
        code: .tooDeep,
        explanation: "It lies in more than \(ContainerLimits.depth) containers, one in another.",
        advice: "Unpack the outer ones, and deliver what is in them."
    )

    static let emptyContainer = Rejection(
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
