import FuzzDriver

/// In a file of its own: a program of one file would have a main function beside it.
@_cdecl("FuzzTimes_main")
public func entry(_ count: CInt, _ arguments: FuzzDriver.Arguments) -> CInt {
    FuzzDriver.run(count, arguments, fuzzOne)
}
