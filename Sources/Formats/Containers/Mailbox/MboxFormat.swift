import Text
import Wire
public import Article

/// Mailboxes, mbox in its four kinds: `mboxo` and `mboxrd`, which quote lines that begin with `From `, and `mboxcl` and
/// `mboxcl2`, which tell the length of each message.
public struct MboxFormat: ContainerFormat {
    public let name = "mbox"

    public init() {}

    public func recognizes(_ head: Span<UInt8>) -> Bool {
        MboxSeparator.stands(in: head, at: 0, afterBlank: true)
    }

    public func members(
        of source: any ByteSource,
        limits: ContainerLimits
    ) throws(ContainerError) -> any ContainerMembers {
        MboxMembers(ContainerStream(source), limits: limits, size: source.size)
    }
}

struct MboxMembers: ContainerMembers {
    private var stream: ContainerStream
    private var count: MemberCount

    init(_ stream: ContainerStream, limits: ContainerLimits, size: Int) {
        self.stream = stream
        count = MemberCount(limits, containerSize: size)
    }

    var containers: [String] { stream.containers + [MboxFormat().name] }
    var notes: [ContainerNote] { stream.notes }

    mutating func next() throws(ContainerError) -> ContainerMember? {
        guard try stream.fill(5) else { return nil }
        // The separator.
        _ = try stream.line(limit: MboxSeparator.lengthLimit + 1)
        var message = MessageEnd()
        let end = try message.find(&stream, limit: count.limits.memberBytes)
        try count.add(end ?? 0)
        let name = MemberName.number(count.members)
        guard let end else {
            return ContainerMember(name: name, content: .refused(.memberTooLarge(count.limits.memberBytes)))
        }
        defer { stream.consume(end) }
        let bytes = Self.unquoted(stream.window.extracting(0..<end), hasLength: message.isCounted)
        return ContainerMember(name: name, content: .bytes(bytes))
    }

    /// A message without the mark before lines that begin with `From `.
    ///
    /// One whose length was told is quoted too, unless a line in it begins with `From ` as it is.
    private static func unquoted(_ message: Span<UInt8>, hasLength: Bool) -> [UInt8] {
        var bytes: [UInt8] = []
        bytes.reserveCapacity(message.count)
        var start = 0
        while start < message.count {
            var end = start
            while end < message.count, message[end] != 0x0A { end += 1 }
            end = min(end + 1, message.count)
            if hasLength, MboxSeparator.isFrom(message, start) { return Array(span: message) }
            var from = start
            while from < end, message[from] == 0x3E { from += 1 }
            if from > start, MboxSeparator.isFrom(message, from) { start += 1 }
            for index in start..<end { bytes.append(message[index]) }
            start = end
        }
        return bytes
    }
}

/// Looks for the end of a message in a mailbox.
private struct MessageEnd {
    /// Whether the field Content-Length told it.
    private(set) var isCounted = false
    private var contentLength: Int?

    /// The number of bytes of the message at the beginning of the stream; nil where it is longer than the limit, and was
    /// passed over.
    mutating func find(_ stream: inout ContainerStream, limit: Int) throws(ContainerError) -> Int? {
        var lineStart = 0
        var isHeader = true
        var afterBlank = false
        var isTooLarge = false
        while true {
            guard let lineEnd = try nextLineEnd(&stream, from: lineStart) else {
                return isTooLarge ? nil : stream.count
            }
            if MboxSeparator.isFrom(stream.window, lineStart) {
                // The first field of the next message has to be at hand to know it.
                _ = try stream.fill(lineEnd + 128)
                if MboxSeparator.stands(in: stream.window, at: lineStart, afterBlank: afterBlank || lineStart == 0) {
                    stream.consume(isTooLarge ? lineStart : 0)
                    return isTooLarge ? nil : lineStart
                }
            }
            let isBlank = Self.isBlank(stream.window, lineStart, lineEnd)
            if isHeader {
                readLength(stream.window, lineStart, lineEnd)
                if isBlank {
                    isHeader = false
                    if let end = try countedEnd(&stream, from: lineEnd, limit: limit) {
                        isCounted = true
                        return end
                    }
                }
            }
            afterBlank = isBlank
            lineStart = lineEnd
            if lineStart > limit || isTooLarge, lineStart > 0 {
                isTooLarge = true
                stream.consume(lineStart)
                lineStart = 0
            }
        }
    }

    /// Where the line that begins at `start` ends, with its line feed; nil at the stream's end.
    private func nextLineEnd(_ stream: inout ContainerStream, from start: Int) throws(ContainerError) -> Int? {
        var index = start
        while true {
            if let feed = stream.lineFeed(from: index) { return feed + 1 }
            index = stream.count
            // A line without an end is cut where lines are far too long, so that it need not be kept.
            if index - start > 1 << 20 { return index }
            if try !stream.extend() { return index > start ? index : nil }
        }
    }

    private static func isBlank(_ bytes: Span<UInt8>, _ start: Int, _ end: Int) -> Bool {
        for index in start..<end where bytes[index] > 0x20 { return false }
        return true
    }

    private mutating func readLength(_ bytes: Span<UInt8>, _ start: Int, _ end: Int) {
        guard end - start < 64, bytes[start] | 0x20 == 0x63,
            MboxSeparator.fieldName(bytes, start) == "content-length"
        else { return }
        let line = String(decoding: Array(span: bytes.extracting(start..<end)), as: UTF8.self)
        contentLength = line.split(separator: ":").last.flatMap { Int($0.trimmingSpaces()) }
    }

    /// The end that the field tells, if the next message or the stream's end is there.
    private func countedEnd(
        _ stream: inout ContainerStream,
        from start: Int,
        limit: Int
    ) throws(ContainerError) -> Int? {
        guard let contentLength, contentLength >= 0, contentLength <= limit else { return nil }
        let end = start + contentLength
        _ = try stream.fill(end + MboxSeparator.lengthLimit + 128)
        let bytes = stream.window
        guard bytes.count >= end else { return nil }
        var next = end
        while next < bytes.count, bytes[next] == 0x0A || bytes[next] == 0x0D { next += 1 }
        guard next == bytes.count || MboxSeparator.stands(in: bytes, at: next, afterBlank: true) else { return nil }
        return next
    }
}
