/// Whether what is read can be committed, as the watch hears of it: while it cannot, one file at a time finds out whether it
/// can again.
enum IntakeHold {
    case open
    /// Nothing can be committed for now.
    case held
    /// There is no room on the disk, since this time in nanoseconds since 1970.
    case waitingForSpace(since: Int64)

    var isHeld: Bool { if case .open = self { false } else { true } }

    /// Since when it waits for room on the disk; nil where it does not.
    var waitingForSpaceSince: Int64? { if case .waitingForSpace(let since) = self { since } else { nil } }

    /// A file was given back for want of room.
    mutating func waitsForSpace(now: Int64) {
        self = .waitingForSpace(since: waitingForSpaceSince ?? now)
    }

    /// A file was given back for another reason. Returns whether room was waited for before.
    mutating func waits() -> Bool { enter(.held) }

    /// Files are committed, or none is left. Returns whether room was waited for before.
    mutating func end() -> Bool { enter(.open) }

    private mutating func enter(_ next: IntakeHold) -> Bool {
        defer { self = next }
        return waitingForSpaceSince != nil
    }
}
