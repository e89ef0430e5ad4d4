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
