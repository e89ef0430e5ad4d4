import LinuxIO

/// What is noted with files (fsetxattr(2)): as durable as their times.
extension DiskModel {
    public func note(of file: borrowing Descriptor) throws(SystemError) -> [UInt8]? {
        let number = file.number
        return try look("fgetxattr") { state throws(SystemError) in
            state.live.nodes[try state.inode(of: number, "fgetxattr")]?.note
        }
    }

    public func setNote(_ note: [UInt8], of file: borrowing Descriptor) throws(SystemError) {
        let number = file.number
        try change("fsetxattr") { state throws(SystemError) in
            let inode = try state.inode(of: number, "fsetxattr")
            state.live.nodes[inode]?.note = note
        }
    }
}
