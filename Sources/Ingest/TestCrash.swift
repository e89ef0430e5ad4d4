#if DEBUG
import LinuxIO

/// In a debug build, ends the process at a file of a test's choice, as a fault in the parser would.
enum TestCrash {
    /// Text in a file that crashes whoever parses it: `TEST_WIREDESK_CRASH_ON`.
    private static let mark = ProcessEnvironment.variables["TEST_WIREDESK_CRASH_ON"].map { Array($0.utf8) }

    static func crashIfAsked(by bytes: [UInt8]) {
        guard let mark, !mark.isEmpty, bytes.count >= mark.count else { return }
        for start in 0...bytes.count - mark.count where bytes[start..<start + mark.count].elementsEqual(mark) {
            ProcessNumber.abort()
        }
    }
}
#endif
