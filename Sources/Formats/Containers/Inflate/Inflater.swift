/// Unpacks a DEFLATE stream (RFC 1951) of any length in bounded memory.
///
/// libdeflate, which unpacks whatever is at hand as a whole, is several times faster and has no streams. This is for
/// what may be larger than a member: a tar or a web archive of gigabytes in one gzip member. Written out here rather
/// than taken from zlib, whose state would have to be kept behind a pointer.
struct Inflater {
    enum Fault: Error {
        /// The bits are no DEFLATE stream.
        case invalid
        case endsEarly
        case container(ContainerError)
    }

    private enum State {
        case blockHeader
        case stored(left: Int)
        case coded
        case finished
    }

    /// How far back a copy may reach.
    static let reach = 32_768
    private static let capacity = reach + 131_072

    /// What was unpacked last, at most ``capacity`` bytes; the first of them have been given out before.
    private(set) var output = [UInt8](repeating: 0, count: Inflater.capacity)
    private var count = 0
    private var bits: UInt64 = 0
    private var bitCount = 0
    private var state = State.blockHeader
    private var isLastBlock = false
    private var literals: HuffmanCode?
    private var distances: HuffmanCode?
    /// What is left of a copy that did not fit.
    private var copy = (length: 0, distance: 0)

    var isFinished: Bool {
        if case .finished = state { return true }
        return false
    }

    /// Unpacks what fits, and tells where it stands in ``output``; empty only when the stream has ended. The bytes
    /// behind the stream's end stay in the input.
    mutating func next(_ input: inout SourceWindow) throws(Fault) -> Range<Int> {
        if count > Self.capacity / 2 {
            let dropped = count - Self.reach
            for index in 0..<Self.reach { output[index] = output[index + dropped] }
            count = Self.reach
        }
        let start = count
        while count < Self.capacity {
            switch state {
            case .blockHeader: try readBlockHeader(&input)
            case .stored(let left): try copyStored(left, &input)
            case .coded: try decode(&input)
            case .finished: return start..<count
            }
        }
        return start..<count
    }

    private mutating func fill(_ input: inout SourceWindow) throws(Fault) {
        while bitCount <= 56 {
            if input.start == input.end {
                do { if try !input.refill() { return } } catch { throw .container(error) }
            }
            bits |= UInt64(input.bytes[input.start]) << UInt64(bitCount)
            input.start += 1
            bitCount += 8
        }
    }

    private mutating func take(_ number: Int, _ input: inout SourceWindow) throws(Fault) -> Int {
        if bitCount < number {
            try fill(&input)
            if bitCount < number { throw .endsEarly }
        }
        defer {
            bits >>= UInt64(number)
            bitCount -= number
        }
        return Int(bits & (1 << UInt64(number) - 1))
    }

    private mutating func endBlock(_ input: inout SourceWindow) {
        guard isLastBlock else {
            state = .blockHeader
            return
        }
        state = .finished
        // Whole bytes that were read ahead belong to what follows.
        input.start -= bitCount / 8
        bits = 0
        bitCount = 0
    }

    private mutating func readBlockHeader(_ input: inout SourceWindow) throws(Fault) {
        isLastBlock = try take(1, &input) == 1
        switch try take(2, &input) {
        case 0:
            bits >>= UInt64(bitCount % 8)
            bitCount -= bitCount % 8
            let length = try take(16, &input)
            guard try take(16, &input) ^ 0xFFFF == length else { throw .invalid }
            state = .stored(left: length)
        case 1:
            literals = HuffmanCode(lengths: HuffmanCode.fixedLiterals[...])
            distances = HuffmanCode(lengths: HuffmanCode.fixedDistances[...])
            state = .coded
        case 2:
            try readCodes(&input)
            state = .coded
        default:
            throw .invalid
        }
    }

    /// The codes of a block that brings its own (RFC 1951, section 3.2.7).
    private mutating func readCodes(_ input: inout SourceWindow) throws(Fault) {
        let literalCount = try take(5, &input) + 257
        let distanceCount = try take(5, &input) + 1
        let lengthCount = try take(4, &input) + 4
        guard literalCount <= 286, distanceCount <= 30 else { throw .invalid }
        var lengths = [UInt8](repeating: 0, count: 19)
        for index in 0..<lengthCount { lengths[Self.lengthOrder[index]] = UInt8(try take(3, &input)) }
        guard let code = HuffmanCode(lengths: lengths[...]) else { throw .invalid }
        var all: [UInt8] = []
        while all.count < literalCount + distanceCount {
            let symbol = try decodeSymbol(code, &input)
            switch symbol {
            case 0..<16:
                all.append(UInt8(symbol))
            case 16:
                guard let last = all.last else { throw .invalid }
                all.append(contentsOf: repeatElement(last, count: 3 + (try take(2, &input))))
            case 17: all.append(contentsOf: repeatElement(0, count: 3 + (try take(3, &input))))
            default: all.append(contentsOf: repeatElement(0, count: 11 + (try take(7, &input))))
            }
        }
        guard all.count == literalCount + distanceCount, all[256] > 0 else { throw .invalid }
        literals = HuffmanCode(lengths: all[..<literalCount])
        distances = HuffmanCode(lengths: all[literalCount...])
        if literals == nil || distances == nil { throw .invalid }
    }

    private static let lengthOrder = [16, 17, 18, 0, 8, 7, 9, 6, 10, 5, 11, 4, 12, 3, 13, 2, 14, 1, 15]

    private mutating func decodeSymbol(_ code: HuffmanCode, _ input: inout SourceWindow) throws(Fault) -> Int {
        if bitCount < HuffmanCode.longest { try fill(&input) }
        let entry = code.table[Int(bits & UInt64(1 << HuffmanCode.tableBits - 1))]
        var found = (symbol: Int(entry >> 4), length: Int(entry & 15))
        if entry == 0 {
            guard let long = code.longSymbol(bits) else { throw bitCount < HuffmanCode.longest ? .endsEarly : .invalid }
            found = long
        }
        guard found.length <= bitCount else { throw .endsEarly }
        bits >>= UInt64(found.length)
        bitCount -= found.length
        return found.symbol
    }

    private mutating func copyStored(_ left: Int, _ input: inout SourceWindow) throws(Fault) {
        var left = left
        while left > 0, count < Self.capacity {
            if bitCount > 0 {
                output[count] = UInt8(bits & 0xFF)
                bits >>= 8
                bitCount -= 8
                count += 1
                left -= 1
                continue
            }
            if input.start == input.end {
                let more: Bool
                do { more = try input.refill() } catch { throw .container(error) }
                if !more { throw .endsEarly }
            }
            let step = min(left, Self.capacity - count, input.end - input.start)
            for index in 0..<step { output[count + index] = input.bytes[input.start + index] }
            input.start += step
            count += step
            left -= step
        }
        state = .stored(left: left)
        if left == 0 { endBlock(&input) }
    }

    private mutating func decode(_ input: inout SourceWindow) throws(Fault) {
        guard let literals, let distances else { throw .invalid }
        if copy.length > 0 { try repeatOutput() }
        while count < Self.capacity {
            let symbol = try decodeSymbol(literals, &input)
            if symbol < 256 {
                output[count] = UInt8(symbol)
                count += 1
                continue
            }
            if symbol == 256 {
                endBlock(&input)
                return
            }
            guard symbol < 286 else { throw .invalid }
            let length = Self.lengths[symbol - 257]
            copy.length = Int(length.base) + (try take(Int(length.bits), &input))
            let far = try decodeSymbol(distances, &input)
            guard far < 30 else { throw .invalid }
            let distance = Self.distances[far]
            copy.distance = Int(distance.base) + (try take(Int(distance.bits), &input))
            try repeatOutput()
        }
    }

    private mutating func repeatOutput() throws(Fault) {
        guard copy.distance <= count else { throw .invalid }
        let step = min(copy.length, Self.capacity - count)
        var index = count
        let end = count + step
        while index < end {
            output[index] = output[index - copy.distance]
            index += 1
        }
        count = end
        copy.length -= step
    }

    /// What lengths and distances begin at, and how many bits are added to them (RFC 1951, section 3.2.5).
    private static let lengths: [(base: UInt16, bits: UInt8)] = [
        (3, 0), (4, 0), (5, 0), (6, 0), (7, 0), (8, 0), (9, 0), (10, 0), (11, 1), (13, 1), (15, 1), (17, 1), (19, 2),
        (23, 2), (27, 2), (31, 2), (35, 3), (43, 3), (51, 3), (59, 3), (67, 4), (83, 4), (99, 4), (115, 4), (131, 5),
        (163, 5), (195, 5), (227, 5), (258, 0),
    ]
    private static let distances: [(base: UInt16, bits: UInt8)] = [
        (1, 0), (2, 0), (3, 0), (4, 0), (5, 1), (7, 1), (9, 2), (13, 2), (17, 3), (25, 3), (33, 4), (49, 4), (65, 5),
        (97, 5), (129, 6), (193, 6), (257, 7), (385, 7), (513, 8), (769, 8), (1025, 9), (1537, 9), (2049, 10),
        (3073, 10), (4097, 11), (6145, 11), (8193, 12), (12289, 12), (16385, 13), (24577, 13),
    ]
}
