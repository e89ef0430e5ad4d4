import Article
import Formats

/// WARC and ARC, whichever the first byte calls for: pages stay within the limits, and the pull ends.
@_cdecl("LLVMFuzzerTestOneInput")
public func fuzzOne(_ start: UnsafePointer<UInt8>?, _ count: Int) -> CInt {
    guard let start, count > 1 else { return 0 }
    let bytes = Array(UnsafeBufferPointer(start: start + 1, count: count - 1))
    let limits = ContainerLimits(memberBytes: 1 << 20, allowance: 1 << 22, ratio: 10, members: 10_000)
    let format: any ContainerFormat = start.pointee % 2 == 0 ? WARCFormat() : ARCFormat()
    guard var members = try? format.members(of: BytesInMemory(bytes), limits: limits) else { return 0 }
    var number = 0
    while let member = try? members.next() {
        number += 1
        precondition(number <= limits.members)
        if case .bytes(let content) = member.content { precondition(content.count <= limits.memberBytes) }
    }
    return 0
}
