/// A source read front to back through a buffer.
///
/// The last eight bytes that were consumed stay in the buffer, so that what read ahead by bits can give bytes back.
struct SourceWindow {
    private static let kept = 8

    let source: any ByteSource
    private(set) var bytes: [UInt8]
    /// Where the bytes that have not been consumed begin and end in ``bytes``.
    var start: Int
    private(set) var end: Int
    /// Where in the source the next block is read.
    private var nextBlock: Int

    init(_ source: any ByteSource, from offset: Int = 0, capacity: Int = 65_536) {
        self.source = source
        // A small source needs a small buffer.
        bytes = [UInt8](repeating: 0, count: Self.kept + min(capacity, max(64, source.size - offset)))
        start = Self.kept
        end = Self.kept
        nextBlock = offset
    }

    /// Where the first byte that has not been consumed stands in the source.
    var position: Int { nextBlock - (end - start) }

    /// Reads the next block once all of this one is consumed; false at the end of the source.
    mutating func refill() throws(ContainerError) -> Bool {
        let kept = min(Self.kept, start)
        for index in 0..<kept { bytes[Self.kept - kept + index] = bytes[start - kept + index] }
        start = Self.kept
        end = Self.kept
        let count = try source.read(at: nextBlock, into: &bytes, from: Self.kept)
        nextBlock += count
        end += count
        return count > 0
    }

    /// The next byte, consumed; nil at the end of the source.
    mutating func next() throws(ContainerError) -> UInt8? {
        if start == end, try !refill() { return nil }
        defer { start += 1 }
        return bytes[start]
    }

    /// Whether nothing is left.
    mutating func isAtEnd() throws(ContainerError) -> Bool {
        if start < end { return false }
        return try !refill()
    }

    /// Takes up to `count` bytes; fewer at the end.
    mutating func take(_ count: Int) throws(ContainerError) -> [UInt8] {
        var taken: [UInt8] = []
        while taken.count < count {
            if start == end, try !refill() { break }
            let step = min(count - taken.count, end - start)
            taken.append(contentsOf: bytes[start..<start + step])
            start += step
        }
        return taken
    }

    /// Fills the buffer behind what has not been consumed.
    mutating func topUp() throws(ContainerError) {
        guard start > Self.kept, end - start < bytes.count / 2 else { return }
        let moved = start - Self.kept
        for index in start - Self.kept..<end { bytes[index - moved] = bytes[index] }
        start = Self.kept
        end -= moved
        while end < bytes.count {
            let count = try source.read(at: nextBlock, into: &bytes, from: end)
            if count == 0 { return }
            nextBlock += count
            end += count
        }
    }

    /// Moves on to a place in the source, before or behind this one.
    mutating func seek(to offset: Int) {
        let block = nextBlock - (end - Self.kept)
        if offset >= block, offset <= nextBlock {
            start = Self.kept + offset - block
        } else {
            start = Self.kept
            end = Self.kept
            nextBlock = offset
        }
    }
}

extension ByteSource {
    /// Reads into the part of an array from its element `start` on.
    func read(at offset: Int, into bytes: inout [UInt8], from start: Int) throws(ContainerError) -> Int {
        var span = bytes.mutableSpan
        var space = span._mutatingExtracting(start..<span.count)
        do { return try read(at: offset, into: &space) } catch { throw .source(error) }
    }
}
