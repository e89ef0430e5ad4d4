import Base
import Testing

@Suite("SHA-256")
struct SHA256Tests {
    /// FIPS 180-4 and the examples that NIST publishes for it.
    static let examples: [(text: String, digest: String)] = [
        ("", "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"),
        ("abc", "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"),
        (
            "abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq",
            "248d6a61d20638b8e5c026930c3e6039a33ce45964ff2167f6ecedd419db06c1"
        ),
        (
            String(repeating: "a", count: 1_000_000),
            "cdc76e5c9914fb9281a1c7e284d73e67f1809a48a497200e046d39ccc7112cd0"
        ),
    ]

    @Test("The digest is that of the standard's examples, at once and piece by piece", arguments: examples)
    func standard(text: String, digest: String) {
        let bytes = Array(text.utf8)
        #expect(SHA256Digest(of: bytes).hexadecimal == digest)
        for size in [1, 63, 64, 65, 4_096] where bytes.count < 1_000 || size > 64 {
            var hash = SHA256()
            for start in stride(from: 0, to: bytes.count, by: size) {
                hash.update(bytes.span.extracting(start..<min(start + size, bytes.count)))
            }
            #expect(hash.finish().hexadecimal == digest, "in pieces of \(size)")
        }
    }

    @Test("Two digests that are computed by turns keep to themselves")
    func sideBySide() {
        var one = SHA256()
        var other = SHA256()
        for byte in UInt8(0)..<200 {
            one.update([byte].span)
            other.update([byte, byte].span)
        }
        #expect(one.finish() == SHA256Digest(of: Array(0..<200)))
        #expect(other.finish() == SHA256Digest(of: (UInt8(0)..<200).flatMap { [$0, $0] }))
    }

    @Test("A digest comes back from its bytes and from its digits")
    func forms() throws {
        let digest = SHA256Digest(of: Array("abc".utf8))
        #expect(SHA256Digest(bytes: digest.bytes.span) == digest)
        #expect(SHA256Digest(hexadecimal: digest.hexadecimal) == digest)
        #expect(digest.withBytes { span in span.indices.map { span[$0] } } == digest.bytes)
        #expect((0..<32).map { digest[$0] } == digest.bytes)
        #expect(digest.leadingWord == 0xBA78_16BF_8F01_CFEA)
    }

    @Test(
        "What is not 64 hexadecimal digits in lower case is no digest",
        arguments: [
            "", String(repeating: "a", count: 63), String(repeating: "a", count: 65),
            String(repeating: "A", count: 64), String(repeating: "g", count: 64), String(repeating: "é", count: 32),
        ]
    )
    func malformed(text: String) {
        #expect(SHA256Digest(hexadecimal: text) == nil)
    }

    @Test("No other number of bytes than 32 is a digest", arguments: [0, 31, 33])
    func wrongLength(count: Int) {
        #expect(SHA256Digest(bytes: [UInt8](repeating: 0, count: count).span) == nil)
    }
}
