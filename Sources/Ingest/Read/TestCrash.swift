#if DEBUG
import LinuxIO

/// In a debug build, ends the process at a file of a test's choice, or at a member of one, as a fault in the parser would,
/// or never comes to the end of it, as an endless loop would.
enum TestCrash {
    /// Text in a file that crashes whoever parses it: `TEST_WIREDESK_CRASH_ON`.
    private static let crash = mark("TEST_WIREDESK_CRASH_ON")
    /// Text in a file that nobody comes to the end of: `TEST_WIREDESK_HANG_ON`.
    private static let hang = mark("TEST_WIREDESK_HANG_ON")

    static func crashOrHangIfAsked(by bytes: [UInt8]) {
        if stands(crash, in: bytes) { ProcessNumber.abort() }
        if stands(hang, in: bytes) { ProcessNumber.hang() }
    }

    private static func mark(_ variable: String) -> [UInt8] {
        Array((ProcessEnvironment.variables[variable] ?? "").utf8)
    }

    private static func stands(_ mark: [UInt8], in bytes: [UInt8]) -> Bool {
        guard !mark.isEmpty, bytes.count >= mark.count else { return false }
        return (0...bytes.count - mark.count).contains { bytes[$0..<$0 + mark.count].elementsEqual(mark) }
    }
}
#endif
