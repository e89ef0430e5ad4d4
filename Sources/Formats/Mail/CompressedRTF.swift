/// Rich Text Format as Outlook compresses it (Microsoft, MS-OXRTFCP).
enum CompressedRTF {
    private static let windowSize = 4_096
    /// What the window holds before the first byte.
    private static let opening = Array(
        (#"{\rtf1\ansi\mac\deff0\deftab720{\fonttbl;}{\f0\fnil \froman \fswiss \fmodern \fscript \fdecor MS Sans "#
            + #"SerifSymbolArialTimes New RomanCourier{\colortbl\red0\green0\blue0"# + "\r\n"
            + #"\par \pard\plain\f0\fs20\b\i\u\tab\tx"#).utf8
    )

    /// The text, cut after the given number of bytes; nil where the bytes are not compressed RTF.
    static func expanded(_ bytes: Span<UInt8>, limit: Int) -> [UInt8]? {
        var header = LittleEndianReader(bytes, from: 0)
        guard header.word() != nil, let size = header.word(), let kind = header.word(), header.word() != nil else {
            return nil
        }
        let length = min(Int(size), limit)
        let start = 16
        // `MELA` is stored, `LZFu` is compressed.
        if kind == 0x414C_454D { return Array(span: bytes.extracting(start..<min(bytes.count, start + length))) }
        guard kind == 0x7546_5A4C else { return nil }
        var window = opening + [UInt8](repeating: 0, count: windowSize - opening.count)
        var place = opening.count
        var text: [UInt8] = []
        var index = start
        func add(_ byte: UInt8) {
            text.append(byte)
            window[place] = byte
            place = (place + 1) % windowSize
        }
        while index < bytes.count, text.count < length {
            let control = bytes[index]
            index += 1
            for bit in 0..<8 where index < bytes.count && text.count < length {
                guard control & 1 << UInt8(bit) != 0 else {
                    add(bytes[index])
                    index += 1
                    continue
                }
                guard index + 1 < bytes.count else { return text }
                let pair = Int(bytes[index]) << 8 | Int(bytes[index + 1])
                index += 2
                let from = pair >> 4
                // A place that is the next one ends the text.
                if from == place { return text }
                for step in 0..<(pair & 0xF) + 2 { add(window[(from + step) % windowSize]) }
            }
        }
        return text
    }
}
