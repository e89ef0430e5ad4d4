import LinuxIO

/// What the kernel writes to a reader of inotify: whatever the bytes are, the events stand within them.
@_cdecl("LLVMFuzzerTestOneInput")
public func fuzzOne(_ start: UnsafePointer<UInt8>?, _ count: Int) -> CInt {
    let bytes = Array(UnsafeBufferPointer(start: start, count: count))
    let events = WatchEvent.parse(bytes.span)
    precondition(events.count <= bytes.count / 16)
    precondition(events.reduce(0) { $0 + 16 + $1.name.bytes.count } <= bytes.count)
    for event in events { precondition(!event.name.bytes.contains(0)) }
    return 0
}
