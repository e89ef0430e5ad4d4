/// The directory at the end of a zip archive (PKWARE APPNOTE 6.3.10, sections 4.3.12 to 4.3.16).
struct ZipDirectory {
    private(set) var source: any ByteSource
    /// Where the directory begins and ends in the source.
    let range: Range<Int>
    let entryCount: Int
    /// What is added to offsets: the length of what stands before the archive, as in one that unpacks itself.
    let base: Int

    /// The fields of the end record, and of the one of zip64.
    private struct End {
        var disk = 0
        var entries: Int
        var size: Int
        var offset: Int
    }

    /// Finds the directory by its end record.
    init(_ source: any ByteSource) throws(ContainerError) {
        // The record has 22 bytes and a comment of up to 65,535.
        let tailStart = max(0, source.size - 22 - 65_535)
        var window = SourceWindow(source, from: tailStart, capacity: 22 + 65_535)
        let tail = try window.take(source.size - tailStart)
        guard let at = Self.endRecord(tail.span) else {
            throw .refused(.brokenContainer("The zip archive has no directory at its end."))
        }
        let bytes = LittleEndian(tail.span)
        var end = End(
            disk: bytes.short(at + 4) | bytes.short(at + 6),
            entries: bytes.short(at + 10),
            size: bytes.long(at + 12),
            offset: bytes.long(at + 16)
        )
        var endOfDirectory = tailStart + at
        if end.entries == 0xFFFF || end.size == 0xFFFF_FFFF || end.offset == 0xFFFF_FFFF || end.disk == 0xFFFF,
            at >= 20, bytes.long(at - 20) == 0x0706_4B50
        {
            let place = bytes.quad(at - 12)
            window.seek(to: min(max(0, place), source.size))
            var record = try window.take(56)
            var start = place
            // What stands before the archive is not counted in the place; then the record is right before its locator.
            if record.count < 56 || LittleEndian(record.span).long(0) != 0x0606_4B50 {
                start = tailStart + at - 20 - 56
                window.seek(to: max(0, start))
                record = try window.take(56)
            }
            let fields = LittleEndian(record.span)
            guard record.count == 56, fields.long(0) == 0x0606_4B50 else {
                throw .refused(.brokenContainer("The zip archive's end record of zip64 is missing."))
            }
            end = End(entries: fields.quad(32), size: fields.quad(40), offset: fields.quad(48))
            endOfDirectory = start
        }
        if end.disk != 0, end.disk != 0xFFFF {
            throw .refused(.unsupportedMethod("The archive", "splitting it into several files"))
        }
        guard end.size >= 0, end.offset >= 0, end.entries >= 0, end.size <= endOfDirectory,
            end.offset <= endOfDirectory - end.size, end.entries <= end.size / 46
        else { throw .refused(.brokenContainer("The zip archive's directory is not where its end record says.")) }
        self.source = source
        range = endOfDirectory - end.size..<endOfDirectory
        entryCount = end.entries
        base = endOfDirectory - end.size - end.offset
    }

    /// Where the end record begins: the last whose comment reaches the end, else the last.
    private static func endRecord(_ tail: Span<UInt8>) -> Int? {
        guard tail.count >= 22 else { return nil }
        let bytes = LittleEndian(tail)
        var last: Int?
        var index = tail.count - 22
        while index >= 0 {
            if tail[index] == 0x50, bytes.long(index) == 0x0605_4B50 {
                if index + 22 + bytes.short(index + 20) == tail.count { return index }
                last = last ?? index
            }
            index -= 1
        }
        return last
    }

    /// A walk through the entries.
    func entries() -> ZipEntries { ZipEntries(self) }
}

/// One entry of the directory.
struct ZipEntry {
    var name: String
    var flags: Int
    var method: Int
    var checksum: UInt32
    var packedSize: Int
    var size: Int
    /// Where its local header begins in the source.
    var offset: Int
    /// The least number of bytes that it takes there.
    var extent: Int

    var isFolder: Bool { name.hasSuffix("/") }
    var isEncrypted: Bool { flags & 0x2041 != 0 || method == 99 }
}

/// The entries of a directory, one after the other.
struct ZipEntries {
    private let directory: ZipDirectory
    private var window: SourceWindow
    private var left: Int

    init(_ directory: ZipDirectory) {
        self.directory = directory
        window = SourceWindow(directory.source, from: directory.range.lowerBound, capacity: 65_536)
        left = directory.entryCount
    }

    mutating func next() throws(ContainerError) -> ZipEntry? {
        guard left > 0 else { return nil }
        left -= 1
        let broken = ContainerError.refused(.brokenContainer("The zip archive's directory is damaged."))
        let fixed = try window.take(46)
        let bytes = LittleEndian(fixed.span)
        guard fixed.count == 46, bytes.long(0) == 0x0201_4B50 else { throw broken }
        let nameBytes = try window.take(bytes.short(28))
        let extra = try window.take(bytes.short(30))
        let comment = bytes.short(32)
        guard nameBytes.count == bytes.short(28), extra.count == bytes.short(30),
            try window.take(comment).count == comment, window.position <= directory.range.upperBound
        else { throw broken }
        var entry = ZipEntry(
            name: "",
            flags: bytes.short(8),
            method: bytes.short(10),
            checksum: UInt32(bytes.long(16)),
            packedSize: bytes.long(20),
            size: bytes.long(24),
            offset: bytes.long(42),
            extent: 0
        )
        Self.read(extra: extra, into: &entry)
        entry.name = Self.name(nameBytes, extra: extra, isUTF8: entry.flags & 0x800 != 0)
        let limit = directory.range.lowerBound
        guard entry.packedSize >= 0, entry.size >= 0, entry.offset >= 0, entry.packedSize <= limit,
            entry.offset <= limit
        else { throw broken }
        entry.offset += directory.base
        entry.extent = 30 + nameBytes.count + entry.packedSize
        return entry
    }

    /// The sizes and the place of zip64 (section 4.5.3): each is there only where the field of its own is full.
    private static func read(extra: [UInt8], into entry: inout ZipEntry) {
        let bytes = LittleEndian(extra.span)
        var start = 0
        while start + 4 <= extra.count {
            let end = start + 4 + bytes.short(start + 2)
            guard end <= extra.count else { return }
            if bytes.short(start) == 0x0001 {
                var at = start + 4
                func take(_ value: inout Int) {
                    guard value == 0xFFFF_FFFF, at + 8 <= end else { return }
                    value = bytes.quad(at)
                    at += 8
                }
                take(&entry.size)
                take(&entry.packedSize)
                take(&entry.offset)
                return
            }
            start = end
        }
    }

    /// The name: UTF-8 where the flag says so, or a field of Info-ZIP has it, or the bytes are that and not ASCII alone;
    /// else in the code page of DOS.
    private static func name(_ name: [UInt8], extra: [UInt8], isUTF8: Bool) -> String {
        if isUTF8 { return MemberName.text(name) }
        let bytes = LittleEndian(extra.span)
        var start = 0
        while start + 4 <= extra.count {
            let end = start + 4 + bytes.short(start + 2)
            guard end <= extra.count else { break }
            // The field counts only with the checksum of the name beside it (section 4.6.9).
            if bytes.short(start) == 0x7075, end - start >= 9, extra[start + 4] == 1,
                UInt32(bytes.long(start + 5)) == Inflating.crc32(name.span)
            {
                return MemberName.text(Array(extra[start + 9..<end]))
            }
            start = end
        }
        if let text = String(validating: name, as: UTF8.self) { return MemberName.cleaned(text) }
        return MemberName.cleaned(CodePage437.text(name))
    }
}

/// Numbers of two, four and eight bytes, the lowest first. What lies beyond the end is 0.
struct LittleEndian: ~Escapable {
    private let bytes: Span<UInt8>

    @_lifetime(copy bytes)
    init(_ bytes: Span<UInt8>) {
        self.bytes = bytes
    }

    private func number(_ start: Int, _ count: Int) -> UInt64 {
        guard start >= 0, start + count <= bytes.count else { return 0 }
        var value: UInt64 = 0
        for index in (start..<start + count).reversed() { value = value << 8 | UInt64(bytes[index]) }
        return value
    }

    func short(_ start: Int) -> Int { Int(number(start, 2)) }
    func long(_ start: Int) -> Int { Int(number(start, 4)) }
    /// -1 for what no size or place can be.
    func quad(_ start: Int) -> Int {
        let value = number(start, 8)
        return value < 1 << 60 ? Int(value) : -1
    }
}
