import Foundation

/// What a test may do on this machine.
public enum Privilege {
    /// Whether the test runs as root; where it does not, says plainly what is left out.
    public static func isRoot(orLeaveOut what: String) -> Bool {
        if geteuid() == 0 { return true }
        print("LEFT OUT, because it needs root: \(what)")
        return false
    }
}
