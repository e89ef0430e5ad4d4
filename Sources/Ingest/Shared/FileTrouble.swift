public import LinuxIO

/// Why a file or folder of the inbox cannot be worked on, and what its operator can do about it.
public struct FileTrouble: Sendable, Equatable {
    /// What failed, and of what; without the path, which is told beside it.
    public var reason: String
    /// What to do, in words for a person.
    public var advice: String
    /// Whether its outcome is durable, and all that it waits for is the permission to be moved.
    public var isAnsweredAndForbidden = false

    /// What kept a file or folder from being opened or read.
    public init(reading error: SystemError) {
        if error.isOtherFileSystem {
            reason = "another file system is mounted there, and what is on it is left alone"
            advice = "mount it as the inbox of a desk of its own, or move its files into the inbox"
        } else {
            reason = error.withoutPath
            advice = Self.advice(
                error,
                whereForbidden:
                    "give the desk's user the permission to read it (owner, mode, ACL; for a folder, to enter "
                    + "it too), or take it away"
            )
        }
    }

    /// What kept a file whose outcome is durable from being moved out of the inbox.
    public init(moving error: SystemError) {
        reason = "its outcome is durable, but it cannot be moved out of the inbox: \(error)"
        advice = Self.advice(
            error,
            whereForbidden:
                "give the desk's user the permission to write in the file's folder and in the one it goes to "
                + "(mind a sticky bit, or an attribute that lsattr shows), or move the file away"
        )
        isAnsweredAndForbidden = error.isForbidden
    }

    /// A folder beyond the depth that the inbox is read to.
    static func tooDeep(limit: Int) -> FileTrouble {
        FileTrouble(
            reason: "it lies more than \(limit) folders deep (max_depth)",
            advice: "move it up, or raise max_depth in the configuration"
        )
    }

    /// A folder beneath the inbox that a link or a mount makes one of the desk's own.
    static func own(_ path: Path) -> FileTrouble {
        FileTrouble(
            reason:
                "it is the desk's own folder \(path.display), by a link or a mount, and what is in it is left alone",
            advice: "give that folder of the desk a place outside the inbox"
        )
    }

    private init(reason: String, advice: String) {
        self.reason = reason
        self.advice = advice
    }

    private static func advice(_ error: SystemError, whereForbidden: String) -> String {
        if error.isForbidden { return whereForbidden + "; it is retried automatically" }
        if error.isDamagedMedium {
            return
                "look at its disk (dmesg, smartctl); it is tried again, and quarantined when the disk does not give it"
        }
        if error.isOutOfDescriptors {
            return "raise LimitNOFILE of the service, or the sysctl fs.file-max; it is retried automatically"
        }
        if error.isOutOfResources { return "give the machine more memory; it is retried automatically" }
        if error.isTooLargeFile {
            return
                "it is larger than a file may be where it goes to: no file of more than 16 GiB is copied to another file "
                + "system, and none beyond the service's LimitFSIZE; move it away by hand, or have the inbox and the state "
                + "directory on one file system"
        }
        if error.isOutOfSpace { return "free some space where it goes to; it is retried automatically" }
        if error.isReadOnly { return "see why the file system is read-only (dmesg), and mount it for writing" }
        if error.isLostConnection {
            return "see to the server of the file system, or remount it; it is retried automatically"
        }
        if error.isTooLongName { return "shorten its name, or those of the folders that it lies in" }
        return "see what the reason says; it is retried automatically"
    }
}
