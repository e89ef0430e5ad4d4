/// libFuzzer's driver, behind the name that the package manager gives to the main function of a product.
public enum FuzzDriver {
    /// What main(3) is handed.
    public typealias Arguments = UnsafeMutablePointer<UnsafeMutablePointer<CChar>?>?
    /// A test of one input.
    public typealias Test = @convention(c) (UnsafePointer<UInt8>?, Int) -> CInt

    /// Tests input after input, as the arguments say (libFuzzer, `-help=1`), and returns the status to end with.
    public static func run(_ count: CInt, _ arguments: Arguments, _ one: Test) -> CInt {
        var count = count
        var arguments = arguments
        return runDriver(&count, &arguments, one)
    }
}

@_silgen_name("LLVMFuzzerRunDriver")
private func runDriver(
    _ count: UnsafeMutablePointer<CInt>,
    _ arguments: UnsafeMutablePointer<FuzzDriver.Arguments>,
    _ one: FuzzDriver.Test
) -> CInt
