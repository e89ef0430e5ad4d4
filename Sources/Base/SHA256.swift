import CDigest

/// Computes a SHA-256 (FIPS 180-4) from bytes that come piece by piece.
///
/// ```swift
/// var hash = SHA256()
/// while let piece = nextPiece() { hash.update(piece.span) }
/// let digest = hash.finish()
/// ```
///
/// ``SHA256Digest/init(of:)`` is for bytes that are there all at once.
public struct SHA256: ~Copyable {
    /// What libcrypto's state is known by; this value alone has it, and frees it.
    private let state: UInt

    /// The hash of no bytes so far.
    @inline(never)
    public init() {
        state = UInt(cdigest_sha256_begin())
    }

    deinit {
        cdigest_sha256_end(state)
    }

    /// Takes in more bytes.
    @inline(never)
    public mutating func update(_ bytes: Span<UInt8>) {
        cdigest_sha256_update(state, bytes)
    }

    /// The digest of all that was taken in.
    @inline(never)
    public consuming func finish() -> SHA256Digest {
        var bytes = InlineArray<32, UInt8>(repeating: 0)
        var space = bytes.mutableSpan
        cdigest_sha256_finish(state, &space)
        return SHA256Digest(words: bytes)
    }
}
