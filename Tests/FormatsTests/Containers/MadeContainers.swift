import Wire
import Article
import Formats

/// Containers of the tests' own making.
enum MadeContainer {
    /// A file for a tar.
    static func tarMember(_ name: String, _ content: [UInt8], type: Character = "0", size: Int? = nil) -> [UInt8] {
        var header = [UInt8](repeating: 0, count: 512)
        func put(_ text: String, _ offset: Int) {
            for (index, byte) in text.utf8.enumerated() { header[offset + index] = byte }
        }
        put(String(name.prefix(100)), 0)
        put("0000644\0", 100)
        put(octal(size ?? content.count, 11), 124)
        put(octal(1_795_000_000, 11), 136)
        put("        ", 148)
        put(String(type), 156)
        put("ustar\u{0}00", 257)
        put(octal(header.reduce(0) { $0 + Int($1) }, 6) + "\0", 148)
        let padding = (512 - content.count % 512) % 512
        return header + content + [UInt8](repeating: 0, count: padding)
    }

    static let tarEnd = [UInt8](repeating: 0, count: 1_024)

    private static func octal(_ number: Int, _ width: Int) -> String {
        let digits = String(number, radix: 8)
        return String(repeating: "0", count: max(0, width - digits.count)) + digits
    }

    /// A gzip member whose content is stored.
    static func gzip(_ content: [UInt8], size: UInt32? = nil, checksum: UInt32? = nil) -> [UInt8] {
        var packed: [UInt8] = [0x1F, 0x8B, 8, 0, 0, 0, 0, 0, 0, 3]
        var start = 0
        repeat {
            let end = min(start + 65_535, content.count)
            packed.append(end == content.count ? 1 : 0)
            packed += little(end - start, 2) + little((end - start) ^ 0xFFFF, 2)
            packed += content[start..<end]
            start = end
        } while start < content.count
        return packed + little(Int(checksum ?? crc32(content)), 4) + little(Int(size ?? UInt32(content.count)), 4)
    }

    static func little(_ number: Int, _ count: Int) -> [UInt8] {
        (0..<count).map { UInt8(truncatingIfNeeded: number >> ($0 * 8)) }
    }

    /// The checksum of RFC 1952, section 8, bit by bit.
    static func crc32(_ bytes: [UInt8]) -> UInt32 {
        var value: UInt32 = 0xFFFF_FFFF
        for byte in bytes {
            value ^= UInt32(byte)
            for _ in 0..<8 { value = value & 1 != 0 ? value >> 1 ^ 0xEDB8_8320 : value >> 1 }
        }
        return ~value
    }
}

extension ContainerFormat {
    /// Whether the bytes of an array begin a file of this kind.
    func recognizes(bytes: [UInt8]) -> Bool { recognizes(bytes.span) }
}

/// What a container gave.
struct Taken {
    var members: [ContainerMember] = []
    var containers: [String] = []
    var notes: [ContainerNote] = []
    var error: ContainerError?

    init(_ format: some ContainerFormat, _ bytes: [UInt8], limits: ContainerLimits = ContainerLimits()) {
        do {
            var pull = try format.members(of: BytesInMemory(bytes), limits: limits)
            do {
                while let member = try pull.next() { members.append(member) }
            } catch {
                self.error = error
            }
            containers = pull.containers
            notes = pull.notes
        } catch {
            self.error = error
        }
    }

    var names: [String] { members.map(\.name) }

    /// The content of each member: its text, or why there is none.
    var contents: [String] {
        members.map {
            switch $0.content {
            case .bytes(let bytes): String(decoding: bytes, as: UTF8.self)
            case .refused(let rejection): "refused: \(rejection.code.rawValue)"
            case .notNews(let kind): "no news: \(kind.rawValue)"
            }
        }
    }

    /// The code under which the container was refused.
    var code: String? {
        if case .refused(let rejection) = error { rejection.code.rawValue } else { nil }
    }
}

extension MadeContainer {
    private static let table: [UInt32] = (0..<256).map { byte in
        (0..<8).reduce(UInt32(byte)) { value, _ in value & 1 != 0 ? value >> 1 ^ 0xEDB8_8320 : value >> 1 }
    }

    /// ``crc32(_:)`` by a table, for contents of megabytes.
    static func quickCRC32(_ bytes: [UInt8]) -> UInt32 {
        let table = table
        return ~bytes.reduce(0xFFFF_FFFF) { $0 >> 8 ^ table[Int(($0 ^ UInt32($1)) & 0xFF)] }
    }

    /// A file for a zip.
    struct ZipMember {
        var name: [UInt8]
        var content: [UInt8]
        var flags = 0
        var method = 0
        /// What the directory says in place of the truth.
        var size: Int?
        var packedSize: Int?
        var offset: Int?

        init(_ name: String, _ content: [UInt8]) {
            self.name = Array(name.utf8)
            self.content = content
        }
    }

    static func zip(_ members: [ZipMember]) -> [UInt8] {
        var archive: [UInt8] = []
        var directory: [UInt8] = []
        for member in members {
            let offset = archive.count
            let fields =
                little(20, 2) + little(member.flags, 2) + little(member.method, 2) + little(0, 4)
                + little(Int(crc32(member.content)), 4) + little(member.packedSize ?? member.content.count, 4)
                + little(member.size ?? member.content.count, 4) + little(member.name.count, 2) + little(0, 2)
            archive += [0x50, 0x4B, 3, 4] + fields + member.name + member.content
            directory +=
                [0x50, 0x4B, 1, 2] + little(20, 2) + fields + little(0, 10) + little(member.offset ?? offset, 4)
                + member.name
        }
        let end = [0x50, 0x4B, 5, 6] + little(0, 4) + little(members.count, 2) + little(members.count, 2)
        return archive + directory + end + little(directory.count, 4) + little(archive.count, 4) + little(0, 2)
    }
}

extension MadeContainer {
    /// Bytes in base64 (RFC 4648), in one line.
    static func base64(_ bytes: [UInt8]) -> String {
        let letters = Array("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/")
        var text = ""
        for start in stride(from: 0, to: bytes.count, by: 3) {
            let group = bytes[start..<min(start + 3, bytes.count)]
            var value = group.reduce(0) { $0 << 8 | Int($1) }
            value <<= 8 * (3 - group.count)
            for place in 0..<4 { text.append(place <= group.count ? letters[value >> (18 - 6 * place) & 63] : "=") }
        }
        return text
    }
}
