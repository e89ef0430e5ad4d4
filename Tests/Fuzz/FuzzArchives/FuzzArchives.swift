import Article
import Formats

/// gzip, zip and tar, whichever the first byte calls for: members stay within the limits, and the pull ends.
@_cdecl("LLVMFuzzerTestOneInput")
public func fuzzOne(_ start: UnsafePointer<UInt8>?, _ count: Int) -> CInt {
    guard let start, count > 1 else { return 0 }
    let bytes = Array(UnsafeBufferPointer(start: start + 1, count: count - 1))
    let limits = ContainerLimits(memberBytes: 1 << 20, allowance: 1 << 22, ratio: 10, members: 1_000)
    let formats: [any ContainerFormat] = [GzipFormat(), ZipFormat(), TarFormat()]
    let format = formats[Int(start.pointee) % formats.count]
    guard var members = try? format.members(of: BytesInMemory(bytes), limits: limits) else { return 0 }
    var total = 0
    var number = 0
    while let member = try? members.next() {
        number += 1
        precondition(number <= limits.members)
        guard case .bytes(let content) = member.content else { continue }
        precondition(content.count <= limits.memberBytes)
        total += content.count
        precondition(total <= limits.allowance + limits.ratio * bytes.count)
    }
    return 0
}
