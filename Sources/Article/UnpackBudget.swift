import Synchronization

/// The bytes that all that is packed in a delivery may still unpack to, whatever lies in what.
///
/// A container has a limit by its own size; a small one that holds many small ones stays below that of each.
public final class UnpackBudget: Sendable, Equatable {
    /// The bytes that there were at first.
    public let limit: Int
    private let left: Mutex<Int>

    public init(_ limit: Int) {
        self.limit = limit
        left = Mutex(limit)
    }

    /// Takes bytes; tells whether there were as many. What is too much takes all.
    public func take(_ bytes: Int) -> Bool {
        left.withLock { left in
            guard bytes <= left else {
                left = 0
                return false
            }
            left -= bytes
            return true
        }
    }

    public static func == (one: UnpackBudget, other: UnpackBudget) -> Bool { one === other }
}
