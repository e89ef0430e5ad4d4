extension FileSystem {
    /// Writes a file whole under a temporary name and gives it its own, over whatever has it: at every moment the name
    /// stands for one whole content or the other.
    ///
    /// - Parameters:
    ///   - temporary: the temporary name, which is nobody else's: what a crash has left of it is removed.
    ///   - permissions: for others than the owner and the group to read it; nil leaves it as it was made.
    ///   - isDurable: whether the content is on the disk before it has the name (fdatasync(2)); where not, a crash of the
    ///     machine may leave the name with an empty file.
    ///   - modified: its time of modification, in nanoseconds since 1970; nil for the time of this call.
    ///   - note: what is noted with it, where the disk has a place for that.
    public func replaceFile(
        _ name: Path,
        by temporary: Path,
        in folder: borrowing Descriptor,
        with bytes: Span<UInt8>,
        permissions: UInt32? = nil,
        isDurable: Bool,
        modified: Int64? = nil,
        note: [UInt8]? = nil
    ) throws(SystemError) {
        do { try remove(temporary, in: folder) } catch  where error.isMissing {}
        let file = try open(temporary, in: folder, .create)
        try writeAll(bytes, to: file)
        if let permissions { try setPermissions(permissions, of: file) }
        if let note { try? setNote(note, of: file) }
        if let modified { try setModified(modified, of: file) }
        switch (isDurable, note == nil && modified == nil) {
        case (true, true): try synchronizeData(of: file)
        // fdatasync(2) may leave out times and attributes.
        case (true, false): try synchronize(file)
        case (false, _): break
        }
        try replace(name, in: folder, with: temporary, in: folder)
    }
}
