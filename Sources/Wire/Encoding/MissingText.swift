import Text
import Article

/// NULs that stand where text has to be: what a crash, a full disk or a broken copy leaves of a file.
///
/// The wire pads its copy with NULs, and those are dropped: up to ``longestPadding`` in a row beside a line end, another
/// control character, white space, or the file's edge. All others are missing text.
struct MissingText: Equatable {
    /// Where in the file, or in its text as UTF-8, the first such run begins, in bytes, and how many NULs it has.
    var offset: Int
    var count: Int
    /// The NULs of all such runs.
    var total: Int
    /// Whether the file holds nothing else.
    var isWholeFile: Bool
    /// The encoding that the text was converted from, whose NULs are no single bytes; nil where it lies in the file as it is.
    var encoding: String?

    /// The most NULs in a row that are padding.
    static let longestPadding = 64

    /// The missing text of a file; nil where there is none.
    ///
    /// - Parameter encoding: what the bytes were converted from, if they were.
    init?(_ bytes: Span<UInt8>, convertedFrom encoding: String? = nil) {
        self.encoding = encoding
        offset = -1
        count = 0
        total = 0
        var index = 0
        while index < bytes.count {
            guard bytes[index] == 0 else {
                index += 1
                continue
            }
            let start = index
            while index < bytes.count, bytes[index] == 0 { index += 1 }
            let isLong = index - start > MissingText.longestPadding
            guard isLong || start > 0 && !isGap(bytes[start - 1]) && index < bytes.count && !isGap(bytes[index])
            else { continue }
            if offset < 0 { (offset, count) = (start, index - start) }
            total += index - start
        }
        isWholeFile = total == bytes.count
        guard offset >= 0 else { return nil }
    }

    /// What was found, as a sentence.
    var explanation: String {
        if isWholeFile { return "All of the file's \(count) bytes are NULs: nothing was written into it." }
        if let encoding {
            let run = count == 1 ? "a NUL" : "\(count) NULs"
            return "Text is missing: \(run) in \(encoding) where it should be, \(total) in all."
        }
        let run = count == 1 ? "a NUL byte" : "\(count) NUL bytes"
        let all = total == count ? "" : ", and \(total) in all"
        return "Text is missing: \(run) where it should be, from byte \(offset) of the file\(all)."
    }
}

/// Whether a byte is white space or a control character.
private func isGap(_ byte: UInt8) -> Bool { byte <= 0x20 || byte == 0x7F }
