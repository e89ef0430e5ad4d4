import LinuxIO

/// What the moves tell of themselves.
enum MoveEvent {
    /// The files of a batch stand where they belong, or have a reason not to; all of it was durable at `time`, in
    /// nanoseconds since 1970.
    case moved(MovedBatch, time: Int64)
    /// A file that had ended earlier runs has its answer.
    case acquitted(Suspects.File)
    /// What became of candidates of the inbox.
    case finished([(path: Path, result: CandidateResult)])
}
