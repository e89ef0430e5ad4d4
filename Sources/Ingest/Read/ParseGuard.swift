import LinuxIO

/// What stands around everything that parses: whoever does not come to an end, or ends the process, is known by it.
struct ParseGuard {
    let suspects: Suspects?
    let watch: ParseWatch?
    /// Which of the readers it is, from 0 on.
    let reader: Int

    /// How often in a row the process has ended at this.
    func ends(at file: Suspects.File) -> Suspects.Ends? { suspects?.ends(at: file) }

    /// Parses a file, or one member of it.
    ///
    /// - Parameter member: what the member is called.
    func during<Value: Sendable>(_ file: Suspects.File, member: String? = nil, _ parse: () -> Value) -> Value {
        guard let suspects else { return watched(file.path, member, parse) }
        return suspects.note(file, reader: reader) { watched(file.path, member, parse) }
    }

    private func watched<Value>(_ path: Path, _ member: String?, _ parse: () -> Value) -> Value {
        guard let watch else { return parse() }
        return watch.during(path, member: member, reader: reader, parse)
    }
}
