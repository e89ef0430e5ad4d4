/// Bytes that are written once, front to back, into room that is taken beforehand.
package struct ByteBuffer {
    /// What has been written, and room for more after ``count`` bytes of it.
    package private(set) var bytes: [UInt8]
    package private(set) var count = 0

    package init(capacity: Int) {
        bytes = [UInt8](repeating: 0, count: max(16, capacity))
    }

    @inline(__always)
    package mutating func append(_ byte: UInt8) {
        if count == bytes.count { reserve(1) }
        bytes[count] = byte
        count += 1
    }

    /// Appends the bytes from `start` to `end`, as a copy of a block.
    package mutating func append(_ source: Span<UInt8>, _ start: Int, _ end: Int) {
        if count + end - start > bytes.count { reserve(end - start) }
        TextLibraries.copy(source.extracting(start..<end), into: &bytes, at: count)
        count += end - start
    }

    /// Appends the ASCII letters from `start` on in small letters, and drops the other characters between them, as far as
    /// neither a digit, nor the character before one, nor a character outside ASCII stands there.
    mutating func appendLetters(_ source: Span<UInt8>, _ start: Int, _ end: Int) -> (end: Int, wroteLetters: Bool) {
        if count + end - start > bytes.count { reserve(end - start) }
        let before = count
        var written = count
        var room = bytes.mutableSpan
        var index = start
        var last: UInt8 = 0x61
        while index < end {
            let byte = source[index]
            if byte >= 0x80 || byte >= 0x30 && byte <= 0x39 { break }
            let small = byte | 0x20
            room[written] = small
            if small >= 0x61 && small <= 0x7A { written += 1 }
            last = small
            index += 1
        }
        count = written
        // What stands before a digit may be its sign.
        if index < end, index > start, last < 0x61 || last > 0x7A { index -= 1 }
        return (index, written > before)
    }

    @inline(__always)
    package mutating func replace(at index: Int, with byte: UInt8) {
        bytes[index] = byte
    }

    package mutating func removeLast(downTo count: Int) {
        self.count = min(self.count, count)
    }

    /// The bytes without the room after them.
    package consuming func finished() -> [UInt8] {
        var whole = bytes
        whole.removeLast(whole.count - count)
        return whole
    }

    private mutating func reserve(_ more: Int) {
        bytes.append(contentsOf: repeatElement(0, count: max(more, bytes.count)))
    }
}
