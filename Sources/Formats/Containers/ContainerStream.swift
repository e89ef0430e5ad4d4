/// The bytes of a container front to back, as they are or unpacked, through a window that grows with what is looked at.
struct ContainerStream {
    private enum Origin {
        case plain(any ByteSource)
        case gzip(GzipStream)
    }

    private var origin: Origin
    private var buffer: [UInt8] = []
    private var start = 0
    /// Where the window begins, counted in what comes out.
    private(set) var position = 0
    private static let block = 65_536

    init(_ source: any ByteSource) {
        origin = .plain(source)
    }

    init(_ stream: GzipStream) {
        origin = .gzip(stream)
    }

    /// What was noted when it was unpacked.
    var notes: [ContainerNote] {
        if case .gzip(let stream) = origin { return stream.notes }
        return []
    }

    /// The names of what had to be unpacked, outermost first.
    var containers: [String] {
        if case .gzip = origin { return [GzipFormat.formatName] }
        return []
    }

    /// The name and the time of the file that was packed, where the packer kept them.
    var fileName: String? {
        if case .gzip(let stream) = origin { return stream.name }
        return nil
    }

    var fileModified: Int64? {
        if case .gzip(let stream) = origin { return stream.modified }
        return nil
    }

    /// The number of bytes at hand.
    var count: Int { buffer.count - start }

    /// The bytes at hand.
    var window: Span<UInt8> {
        @_lifetime(borrow self)
        get { buffer.span.extracting(start..<buffer.count) }
    }

    /// Has at least `count` bytes at hand, fewer only where the stream ends; tells whether there are as many.
    mutating func fill(_ count: Int) throws(ContainerError) -> Bool {
        while self.count < count {
            if try !extend() { return false }
        }
        return true
    }

    /// Reads one more block; false at the end.
    mutating func extend() throws(ContainerError) -> Bool {
        if start > Self.block, start > buffer.count / 2 {
            buffer.removeFirst(start)
            start = 0
        }
        switch origin {
        case .plain(let source):
            let end = buffer.count
            let block = min(Self.block, max(0, source.size - position - count))
            guard block > 0 else { return false }
            buffer.append(contentsOf: repeatElement(0, count: block))
            let read = try source.read(at: position + end - start, into: &buffer, from: end)
            buffer.removeLast(block - read)
            return read > 0
        case .gzip(var stream):
            // One owner, or each block would copy the stream's state.
            origin = .plain(BytesInMemory([]))
            defer { origin = .gzip(stream) }
            return try stream.append(to: &buffer) > 0
        }
    }

    /// Drops bytes that are at hand.
    mutating func consume(_ count: Int) {
        let step = min(count, self.count)
        start += step
        position += step
        if start == buffer.count {
            buffer.removeAll(keepingCapacity: buffer.count <= 4 << 20)
            start = 0
        }
    }

    /// Takes up to `count` bytes; fewer at the end.
    mutating func take(_ count: Int) throws(ContainerError) -> [UInt8] {
        _ = try fill(count)
        let step = min(count, self.count)
        let taken = Array(buffer[start..<start + step])
        consume(step)
        return taken
    }

    /// Passes over bytes without keeping them; how many there were, fewer only at the end.
    mutating func skip(_ count: Int) throws(ContainerError) -> Int {
        var left = count
        while left > 0 {
            if self.count == 0 {
                if case .plain(let source) = origin {
                    let step = min(left, max(0, source.size - position))
                    position += step
                    return count - left + step
                }
                if try !extend() { break }
            }
            let step = min(left, self.count)
            consume(step)
            left -= step
        }
        return count - left
    }

    /// Where in the window the first line feed stands, looking at no more than `limit` bytes; nil where there is none.
    mutating func lineFeed(limit: Int) throws(ContainerError) -> Int? {
        var looked = 0
        while true {
            if let found = lineFeed(from: looked, to: limit) { return found }
            looked = count
            if looked >= limit { return nil }
            if try !extend() { return nil }
        }
    }

    /// Where a line feed stands in a stretch of the window.
    func lineFeed(from start: Int, to end: Int = .max) -> Int? {
        let bytes = window
        var index = start
        while index < bytes.count, index < end {
            if bytes[index] == 0x0A { return index }
            index += 1
        }
        return nil
    }

    /// The next line without its end, consumed; nil at the end. A longer line than `limit` comes in pieces.
    mutating func line(limit: Int) throws(ContainerError) -> [UInt8]? {
        let feed = try lineFeed(limit: limit)
        guard count > 0 else { return nil }
        var line = Array(buffer[start..<start + (feed ?? min(limit, count))])
        consume(line.count + (feed == nil ? 0 : 1))
        if feed != nil, line.last == 0x0D { line.removeLast() }
        return line
    }
}
