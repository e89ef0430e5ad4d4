import Glibc

/// Text in another encoding, by iconv(3); empty when a character is not in it.
func encoded(_ text: String, as encoding: String) -> [UInt8] {
    guard let converter = iconv_open(encoding, "UTF-8"), Int(bitPattern: converter) != -1 else { return [] }
    defer { iconv_close(converter) }
    var input = Array(text.utf8).map { CChar(bitPattern: $0) }
    var output = [CChar](repeating: 0, count: input.count * 4 + 16)
    var inputLeft = input.count
    var outputLeft = output.count
    let result = input.withUnsafeMutableBufferPointer { source in
        output.withUnsafeMutableBufferPointer { target in
            var from = source.baseAddress
            var to = target.baseAddress
            let written = iconv(converter, &from, &inputLeft, &to, &outputLeft)
            return written == -1 ? written : iconv(converter, nil, nil, &to, &outputLeft)
        }
    }
    guard result != -1, inputLeft == 0 else { return [] }
    return output.prefix(output.count - outputLeft).map { UInt8(bitPattern: $0) }
}

/// Random numbers from a seed (splitmix64), so that a run can be repeated.
struct SeededGenerator: RandomNumberGenerator {
    private var state: UInt64

    init(seed: UInt64) {
        state = seed
    }

    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var value = state
        value = (value ^ (value >> 30)) &* 0xBF58_476D_1CE4_E5B9
        value = (value ^ (value >> 27)) &* 0x94D0_49BB_1331_11EB
        return value ^ (value >> 31)
    }
}
