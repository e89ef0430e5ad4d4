internal import Glibc

/// The environment of this process, environ(7), and the arguments that it was started with.
public enum ProcessEnvironment {
    /// The arguments as the kernel has them, the program's name the first: proc_pid_cmdline(5). Text in Swift has lost what
    /// is no UTF-8. Empty where they cannot be read.
    public static var arguments: [Path] {
        guard let content = try? NamedFile.read("/proc/self/cmdline", limit: 1 << 21) else { return [] }
        return content.bytes.split(separator: 0, omittingEmptySubsequences: false).map { Path($0) }
    }

    /// Every variable, by its name; where a name stands twice, the first counts, as for getenv(3).
    public static var variables: [String: String] {
        var variables: [String: String] = [:]
        var entry = unsafe environ
        while let text = unsafe entry.pointee {
            let parts = unsafe String(cString: text).split(
                separator: "=",
                maxSplits: 1,
                omittingEmptySubsequences: false
            )
            if parts.count == 2, variables[String(parts[0])] == nil { variables[String(parts[0])] = String(parts[1]) }
            unsafe entry += 1
        }
        return variables
    }
}
