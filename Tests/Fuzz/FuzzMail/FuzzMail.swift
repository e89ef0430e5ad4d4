import Article
import Formats

/// The way of a message to its articles: it has parts, and two readings of the same bytes say the same.
@_cdecl("LLVMFuzzerTestOneInput")
public func fuzzOne(_ start: UnsafePointer<UInt8>?, _ count: Int) -> CInt {
    let bytes = Array(UnsafeBufferPointer(start: start, count: count))
    let reading = MailFormat().read(bytes.span, context: ReadingContext())
    precondition(!reading.parts.isEmpty)
    let again = MailFormat().read(bytes.span, context: ReadingContext())
    precondition(reading.articles == again.articles && reading.parts.map(\.member) == again.parts.map(\.member))
    guard var members = try? MboxFormat().members(of: BytesInMemory(bytes), limits: ContainerLimits()) else { return 0 }
    while let member = try? members.next() {
        if case .bytes(let message) = member.content { precondition(message.count <= bytes.count) }
    }
    return 0
}
