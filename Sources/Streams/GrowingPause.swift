import LinuxIO

/// The pause before something is tried again: twice as long each time, until it has worked.
struct GrowingPause {
    /// Nanoseconds of the first and of the longest.
    private let first: Int64
    private let longest: Int64
    private var next: Int64

    init(first: Int64 = 500_000_000, longest: Int64 = 30_000_000_000) {
        self.first = first
        self.longest = longest
        next = first
    }

    /// How long to wait now, in nanoseconds.
    mutating func take() -> Int64 {
        defer { next = min(next.multipliedSaturated(by: 2), longest) }
        return next
    }

    /// It has worked.
    mutating func end() {
        next = first
    }
}
