/// Reads the compiled file of a time zone: TZif (RFC 9636), of any version.
public enum ZoneFile {
    /// Up to which year a rule that goes on for ever is written out.
    private static let lastYear = 2100

    /// The rules in a file; nil where it is none, or contradicts itself.
    public static func rules(_ bytes: [UInt8], name: String) -> ZoneRules? {
        guard let old = Header(bytes, at: 0) else { return nil }
        if old.version == 0 { return Block(bytes, old, timeLength: 4)?.rules(name, footer: nil) }
        guard let header = Header(bytes, at: old.end(timeLength: 4)),
            let block = Block(bytes, header, timeLength: 8)
        else { return nil }
        let rest = bytes[header.end(timeLength: 8)...]
        guard rest.first == 0x0A, let end = rest.dropFirst().firstIndex(of: 0x0A) else { return nil }
        let footer = Array(rest[(rest.startIndex + 1)..<end])
        guard !footer.isEmpty else { return block.rules(name, footer: nil) }
        guard let rule = ZoneRule(footer) else { return nil }
        return block.rules(name, footer: rule)
    }

    private struct Header {
        let start: Int
        let version: UInt8
        /// Of UTC marks, standard marks, leap seconds, changes, types and characters.
        let counts: [Int]

        init?(_ bytes: [UInt8], at start: Int) {
            guard start + 44 <= bytes.count, bytes[start..<start + 4].elementsEqual("TZif".utf8) else { return nil }
            self.start = start
            version = bytes[start + 4]
            counts = (0..<6).map { Int(ZoneFile.number(bytes, start + 20 + $0 * 4, 4)) }
            guard counts.allSatisfy({ (0...65_536).contains($0) }), counts[4] > 0,
                end(timeLength: 4) <= bytes.count
            else { return nil }
        }

        func end(timeLength: Int) -> Int {
            start + 44 + counts[3] * (timeLength + 1) + counts[4] * 6 + counts[5] + counts[2] * (timeLength + 4)
                + counts[1] + counts[0]
        }
    }

    private struct Block {
        var first: Int
        var changes: [ZoneRules.Change] = []

        init?(_ bytes: [UInt8], _ header: Header, timeLength: Int) {
            guard header.end(timeLength: timeLength) <= bytes.count else { return nil }
            let count = header.counts[3]
            let times = header.start + 44
            let kinds = times + count * timeLength
            let types = kinds + count
            func offset(_ kind: Int) -> Int? {
                guard kind < header.counts[4] else { return nil }
                let offset = Int(ZoneFile.number(bytes, types + kind * 6, 4))
                return (-90_000...90_000).contains(offset) ? offset : nil
            }
            guard let first = offset(0) else { return nil }
            self.first = first
            for index in 0..<count {
                let time = ZoneFile.number(bytes, times + index * timeLength, timeLength)
                guard let offset = offset(Int(bytes[kinds + index])), changes.last.map({ $0.time < time }) ?? true
                else {
                    return nil
                }
                changes.append(.init(time: time, offset: offset))
            }
        }

        /// The changes with those that a rule makes behind the last.
        func rules(_ name: String, footer: ZoneRule?) -> ZoneRules {
            guard let footer else { return ZoneRules(name: name, first: first, changes: changes) }
            let last = changes.last?.time ?? .min
            let year = GregorianCalendar.date(
                daysSince1970: GregorianCalendar.floor(Int(max(last, 0)), by: 86_400)
            ).year
            let further = year > ZoneFile.lastYear ? [] : (year...ZoneFile.lastYear).flatMap { footer.changes(in: $0) }
            let all = changes + further.filter { $0.time > last }.sorted { $0.time < $1.time }
            return ZoneRules(name: name, first: changes.isEmpty ? footer.standard : first, changes: all)
        }
    }

    /// A signed number, the highest byte first.
    private static func number(_ bytes: [UInt8], _ start: Int, _ length: Int) -> Int64 {
        var value: UInt64 = bytes[start] & 0x80 == 0 ? 0 : .max
        for byte in bytes[start..<start + length] { value = value << 8 | UInt64(byte) }
        return Int64(bitPattern: value)
    }
}
