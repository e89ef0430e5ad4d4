extension FileSystem {
    /// Writes a file whole under a temporary name and gives it its own, over whatever has it: at every moment the name
    /// stands for one whole content or the other.
    ///
    /// - Parameters:
    ///   - temporary: the temporary name, which is nobody else's: what a crash has left of it is removed.
    ///   - permissions: for others than the owner and the group to read it; nil leaves it as it was made.
    ///   - isDurable: whether the content is on the disk before it has the name (fdatasync(2)); where not, a crash of the
    ///     machine may leave the name with an empty file.
    public func replaceFile(
        _ name: Path,
        by temporary: Path,
        in folder: borrowing Descriptor,
        with bytes: Span<UInt8>,
        permissions: UInt32? = nil,
        isDurable: Bool
    ) throws(SystemError) {
        do { try remove(temporary, in: folder) } catch  where error.isMissing {}
        let file = try open(temporary, in: folder, .create)
        try writeAll(bytes, to: file)
        if let permissions { try setPermissions(permissions, of: file) }
        if isDurable { try synchronizeData(of: file) }
        try replace(name, in: folder, with: temporary, in: folder)
    }
}
