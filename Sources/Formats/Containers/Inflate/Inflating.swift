import Text
import CText

/// The calls to libdeflate. Nothing else in this module calls C for containers.
///
/// Each C function is called at one place, in a function that is not inlined, for the reason that
/// `TextLibraries` of the module Article states.
enum Inflating {
    enum Failure: Error {
        /// The bits are no DEFLATE stream, or end early.
        case invalid
        /// More comes out than there is room for.
        case tooLarge
    }

    /// Unpacks a DEFLATE stream (RFC 1951) that stands as a whole at the beginning of `bytes`.
    ///
    /// - Returns: how many bytes the stream had, and how many of `output` were written.
    static func inflate(
        _ bytes: Span<UInt8>,
        into output: inout [UInt8]
    ) throws(Failure) -> (consumed: Int, written: Int) {
        let answer = unpack(bytes, into: &output)
        // The constants of CText.h, which are macros that Swift does not import.
        if answer == .max - 1 { throw .tooLarge }
        if answer == .max { throw .invalid }
        return (Int(answer >> 32), Int(answer & 0xFFFF_FFFF))
    }

    @inline(never)
    private static func unpack(_ bytes: Span<UInt8>, into output: inout [UInt8]) -> UInt64 {
        var room = output.mutableSpan
        return ctext_inflate(bytes, &room)
    }

    /// The same into an array of its own, of at most `limit` bytes; `expected` is what the container says comes out,
    /// which is believed no further than as a first guess.
    static func inflate(
        _ bytes: Span<UInt8>,
        expecting expected: Int,
        limit: Int
    ) throws(Failure) -> (consumed: Int, output: [UInt8]) {
        // DEFLATE packs 1,032 to one at the best.
        let (most, overflow) = bytes.count.multipliedReportingOverflow(by: 1_040)
        let ceiling = min(limit, overflow ? limit : most + 64)
        var capacity = min(ceiling, max(expected, min(ceiling, bytes.count * 4), 64))
        while true {
            var output = [UInt8](repeating: 0, count: capacity)
            do {
                let result = try inflate(bytes, into: &output)
                output.removeLast(output.count - result.written)
                return (result.consumed, output)
            } catch {
                guard error == .tooLarge, capacity < ceiling else { throw error }
                capacity = min(ceiling, capacity * 4)
            }
        }
    }

    /// The CRC-32 (RFC 1952, section 8) of what `checksum` is that of, 0 for nothing, with `bytes` behind it.
    @inline(never)
    static func crc32(_ bytes: Span<UInt8>, after checksum: UInt32 = 0) -> UInt32 {
        ctext_crc32(checksum, bytes)
    }
}
