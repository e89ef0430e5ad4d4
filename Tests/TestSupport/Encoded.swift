import Glibc

/// Text in another encoding, by iconv(3); empty when a character is not in it.
public func encoded(_ text: String, as encoding: String) -> [UInt8] {
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
