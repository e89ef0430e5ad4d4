/// The 64-bit FNV-1a hash of a text, the same in every run.
enum KeyHash {
    static func of(_ text: some StringProtocol) -> UInt64 {
        var hash: UInt64 = 0xCBF2_9CE4_8422_2325
        for byte in text.utf8 { hash = (hash ^ UInt64(byte)) &* 0x0000_0100_0000_01B3 }
        return hash
    }

    static func of(_ marks: some Sequence<UInt16>) -> UInt64 {
        var hash: UInt64 = 0x9AE1_6A3B_2F90_404F
        for mark in marks { hash = (hash ^ UInt64(mark & StoryWords.compared)) &* 0x9E37_79B9_7F4A_7C15 }
        return hash ^ hash >> 32
    }
}
