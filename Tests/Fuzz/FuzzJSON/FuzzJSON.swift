import Article
import Formats

/// Any bytes as JSON: a value or a fault, and parts or a reason.
@_cdecl("LLVMFuzzerTestOneInput")
public func fuzzOne(_ start: UnsafePointer<UInt8>?, _ count: Int) -> CInt {
    let bytes = Array(UnsafeBufferPointer(start: start, count: count))
    var reader = JSONReader(bytes.span)
    let value = reader.value()
    precondition(value != nil || reader.fault != nil)
    precondition(reader.index <= bytes.count)
    let reading = JSONArticles().read(bytes.span, context: ReadingContext(modified: 1_795_391_990))
    precondition(!reading.parts.isEmpty)
    return 0
}
