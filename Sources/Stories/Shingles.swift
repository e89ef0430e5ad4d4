/// The runs of five words of a text, by a hash each: what two versions of a story have in common.
enum Shingles {
    /// Words of a shingle.
    static let length = 5

    /// The hashes of all shingles of a text, in its order, into `hashes`; none where it has fewer words.
    static func hash(_ marks: [UInt16], into hashes: inout [UInt32]) {
        hashes.removeAll(keepingCapacity: true)
        guard marks.count >= length else { return }
        hashes.reserveCapacity(marks.count)
        for start in 0...marks.count - length {
            var hash: UInt64 = 0
            for offset in 0..<length {
                hash = (hash ^ UInt64(marks[start + offset] & StoryWords.compared)) &* 0x9E37_79B9_7F4A_7C15
                hash ^= hash >> 29
            }
            hashes.append(UInt32(truncatingIfNeeded: hash >> 24))
        }
    }

    /// Of the shingles of a text that is not short, those are sampled whose hash is a multiple of this.
    static let sampling: UInt32 = 8
    /// A text with as many shingles or fewer is short: all of its shingles are sampled.
    static let short = 64

    /// Which shingles of a text with so many are kept and looked up: those whose hash is a multiple. A short text and a long one
    /// still meet in the multiples of ``sampling``.
    static func modulus(_ count: Int) -> UInt32 { count <= short ? 1 : sampling }
}
