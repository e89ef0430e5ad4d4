import CLinux

/// The user that this process acts as.
public enum ProcessUser {
    /// Acts as another user and group from now on, with the groups that the user is in, and never as root again:
    /// initgroups(3), setresgid(2), setresuid(2). Takes root.
    public static func become(_ user: UInt32, group: UInt32) throws(SystemError) {
        _ = try checked(cl_become(user, group), "setresuid")
    }

    /// The number that stands for every user whom the process cannot see, as in a name space of users of its own
    /// (user_namespaces(7)).
    public static let unseen: UInt32 = 65_534

    /// The name of a group, or its number where nobody has named it: getgrgid_r(3).
    public static func groupName(_ group: UInt32) -> String {
        var name = [UInt8](repeating: 0, count: 256)
        let length = groupName(group, &name)
        guard length > 0 else { return "\(group)" }
        return String(decoding: name.prefix(Int(length)), as: UTF8.self)
    }

    @inline(never)
    private static func groupName(_ group: UInt32, _ name: inout [UInt8]) -> Int32 {
        var span = name.mutableSpan
        return cl_group_name(group, &span)
    }

    /// Keeps others out of what is made from now on, and the group from writing to it, beside what is kept out already:
    /// umask(2) 0027.
    public static func keepOthersOut() {
        _ = cl_restrict_new_files(0o027)
    }
}
