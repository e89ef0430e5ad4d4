import CLinux

/// What a process ends with at a page of a mapped file that the file system cannot give, because the disk is full or the
/// file was cut short: the signal `SIGBUS`, mmap(2).
///
/// SQLite maps the index of its log. There is nothing to go on with behind such a page, but a process that ends by the
/// signal leaves a dump of its memory where its user looks for a reason.
public enum MissingPage {
    /// From now on the process tells the file in one line of standard error and ends with `status`, and no crash is noted
    /// for it (``NoteSlots/noteCrashes()``). A fault at any other place ends the process as ever, and is noted.
    ///
    /// - Parameter program: the name that the line begins with, of at most 31 bytes.
    public static func ends(_ program: Path, status: Int32) {
        // Without the handler the process ends by the signal.
        _ = cl_end_at_missing_page(program.terminated.span, status)
    }
}
