/// Whether nothing can be committed for now: then one file at a time finds out whether it can again.
struct IntakeHold {
    private(set) var isHeld = false
    /// Since when it waits for room on the disk, in nanoseconds since 1970; nil where it does not.
    private(set) var waitingForSpaceSince: Int64?

    /// A file was given back for want of room.
    mutating func waitsForSpace(now: Int64) {
        isHeld = true
        waitingForSpaceSince = waitingForSpaceSince ?? now
    }

    /// A file was given back for another reason. Returns whether room was waited for before.
    mutating func waits() -> Bool {
        isHeld = true
        return endWaitingForSpace()
    }

    /// Files are committed, or none is left. Returns whether room was waited for before.
    mutating func end() -> Bool {
        isHeld = false
        return endWaitingForSpace()
    }

    private mutating func endWaitingForSpace() -> Bool {
        defer { waitingForSpaceSince = nil }
        return waitingForSpaceSince != nil
    }
}
