import CLinux

/// What the program was built from.
public enum BuildCommit {
    /// The commit; nil in a build for development, and where there was no repository.
    public static let name: String? = {
        var name = [UInt8](repeating: 0, count: 64)
        let length = write(&name)
        return length > 0 ? String(decoding: name.prefix(Int(length)), as: UTF8.self) : nil
    }()

    @inline(never)
    private static func write(_ name: inout [UInt8]) -> Int32 {
        var span = name.mutableSpan
        return cl_commit(&span)
    }
}
