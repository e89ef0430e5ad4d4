import CLinux

/// The user that this process acts as.
public enum ProcessUser {
    /// Acts as another user and group from now on, with the groups that the user is in, and never as root again:
    /// initgroups(3), setresgid(2), setresuid(2). Takes root.
    public static func become(_ user: UInt32, group: UInt32) throws(SystemError) {
        _ = try checked(cl_become(user, group), "setresuid")
    }

    /// Keeps others out of what is made from now on, and the group from writing to it, beside what is kept out already:
    /// umask(2) 0027.
    public static func keepOthersOut() {
        _ = cl_restrict_new_files(0o027)
    }
}
