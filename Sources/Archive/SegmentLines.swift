import LinuxIO

/// The lines of one open segment, read in bounded memory.
struct SegmentLines: ~Copyable {
    private let file: SegmentFile?
    private var buffer: [UInt8]
    /// Where in the segment the first byte of the buffer stands, and how many bytes it holds.
    private var base: Int64
    private var filled = 0
    /// Where in the buffer the next line begins, and up to where it was searched for its end.
    private var next = 0
    private var searched = 0
    /// Bytes of the next line that were let go because it is too long.
    private var passedOver = 0

    /// Where in the buffer the current line stands, without its newline; empty where it was too long to keep.
    private var current = 0..<0
    /// Where in the segment the current line begins.
    private(set) var offset: Int64
    /// Bytes of the current line, with its newline.
    private(set) var length = 0
    /// What is wrong with the current line, as far as it can be told without reading it.
    private(set) var fault: RecordFault?

    /// The lines from `offset` on; none without a file.
    ///
    /// - Parameter room: bytes that are read at a time, unless a line has more.
    init(_ file: SegmentFile?, from offset: Int64, room: Int = 256 << 10) {
        self.file = file
        self.offset = offset
        base = offset
        buffer = [UInt8](repeating: 0, count: file == nil ? 0 : room)
    }

    /// The current line.
    var line: Span<UInt8> {
        @_lifetime(borrow self)
        borrowing get { buffer.span.extracting(current) }
    }

    /// Where the line after the current one begins.
    var end: Int64 { base + Int64(next) - Int64(passedOver) }

    /// Bytes behind the last line, which have no newline yet.
    var unfinished: Int { passedOver + filled - next }

    /// Goes to the next line that has a newline; false at the end.
    mutating func advance() throws(SystemError) -> Bool {
        guard let file else { return false }
        while true {
            if let newline = newlineIndex() {
                offset = end
                length = passedOver + newline + 1 - next
                current = passedOver > 0 ? newline..<newline : next..<newline
                fault = passedOver > 0 ? RecordFault(reason: .tooLong, offset: 0) : nil
                passedOver = 0
                next = newline + 1
                searched = next
                return true
            }
            searched = filled
            makeRoom()
            let free = filled..<buffer.count
            let position = base + Int64(filled)
            var rest = buffer.mutableSpan
            var space = rest._mutatingExtracting(free)
            let count = try file.read(at: position, into: &space)
            if count == 0 { return false }
            filled += count
        }
    }

    /// Takes what has no newline as a line of its own: where the segment is complete, nothing more will come.
    mutating func takeUnfinished() -> Bool {
        if unfinished == 0 { return false }
        offset = end
        length = unfinished
        current = passedOver > 0 ? filled..<filled : next..<filled
        fault = RecordFault(reason: .unfinished, offset: length)
        passedOver = 0
        next = filled
        searched = filled
        return true
    }

    private func newlineIndex() -> Int? {
        let bytes = buffer.span
        var index = searched
        while index < filled {
            if bytes[index] == 0x0A { return index }
            index += 1
        }
        return nil
    }

    private mutating func makeRoom() {
        if next == filled {
            drop(filled)
        } else if filled == buffer.count {
            if next > 0 {
                for index in next..<filled { buffer[index - next] = buffer[index] }
                drop(next)
            } else if buffer.count < ArchiveCursor.longestLine {
                buffer.append(contentsOf: repeatElement(0, count: buffer.count))
            } else {
                passedOver += filled
                next = filled
                drop(filled)
            }
        }
    }

    private mutating func drop(_ count: Int) {
        base += Int64(count)
        filled -= count
        next -= count
        searched -= count
        current = 0..<0
    }
}
