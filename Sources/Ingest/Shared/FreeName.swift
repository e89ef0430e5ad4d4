import LinuxIO

/// Names for a file whose own name is taken already, or is too long for what is to be appended to it.
struct FreeName {
    /// The most bytes that Linux takes for one name (NAME_MAX).
    static let longest = 255

    /// What the names begin with that the desk gives to files which it has not finished.
    static let ownPrefix = ".wiredesk-"

    let name: Path

    /// Names for a file or folder where files rest. One that came with a name of the desk's own gets a tilde in front:
    /// what stands there under such a name may be removed as the rest of a crash.
    static func atRest(_ name: Path) -> FreeName {
        FreeName(name: name.bytes.starts(with: ownPrefix.utf8) ? Path(Array("~".utf8) + name.bytes) : name)
    }

    /// The path beneath the place where it rests of a file that came under this path, where nothing else has its name.
    static func atRest(path: Path) -> Path {
        path.components.reduce(Path("")) { $0.appending(atRest($1).attempt(1)) }
    }

    /// The name without the number that ``attempt(_:reserving:)`` gives to one that was taken: `story.txt` of
    /// `story~2.txt`.
    static func withoutNumber(_ name: Path) -> Path {
        let bytes = Array(name.bytes)
        let dot = bytes.lastIndex(of: UInt8(ascii: ".")).flatMap { $0 > 0 && bytes.count - $0 <= 16 ? $0 : nil }
        let end = dot ?? bytes.count
        guard let tilde = bytes[..<end].lastIndex(of: UInt8(ascii: "~")), tilde > 0, tilde + 1 < end,
            bytes[(tilde + 1)..<end].allSatisfy({ (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0) })
        else { return name }
        return Path(Array(bytes[..<tilde]) + Array(bytes[end...]))
    }

    /// The name itself for the first try, then `name~2`, `name~3` and so on, with the number ahead of the extension:
    /// `story~2.txt`. What is too long, with `reserved` bytes kept for what is appended, loses the end of its stem.
    func attempt(_ number: Int, reserving reserved: Int = 0) -> Path {
        if number == 1, name.bytes.count + reserved <= FreeName.longest { return name }
        let bytes = Array(name.bytes)
        let dot = bytes.lastIndex(of: UInt8(ascii: ".")).flatMap { $0 > 0 && bytes.count - $0 <= 16 ? $0 : nil }
        let fileExtension = bytes[(dot ?? bytes.count)...]
        let suffix = number > 1 ? Array("~\(number)".utf8) : []
        let room = FreeName.longest - reserved - suffix.count - fileExtension.count
        var stem = bytes[..<min(dot ?? bytes.count, max(1, room))]
        if stem.count < (dot ?? bytes.count) {
            // Not in the midst of a character: back to a byte that does not continue one.
            var end = stem.endIndex
            while end > 1, bytes[end] & 0xC0 == 0x80, stem.endIndex - end < 4 { end -= 1 }
            stem = bytes[..<end]
        }
        return Path(stem + suffix + fileExtension)
    }
}
