import LinuxIO
import Synchronization

/// How far a delivery has come that is read and committed in slices: what its reader, its committer and its mover share.
///
/// A slice that cannot be committed ends the delivery's reading: the slices behind it are dropped, the file stays in the
/// inbox, and a later reading recognises the parts that have their record.
final class DeliveryProgress: Sendable {
    private struct State {
        var isGivenUp = false
        var trouble: FileTrouble?
        var totals = DeliveryTotals()
    }

    private let state = Mutex(State())

    /// Whether this reading of the delivery has come to nothing.
    var isGivenUp: Bool { state.withLock(\.isGivenUp) }

    /// Gives this reading up.
    func giveUp() { state.withLock { $0.isGivenUp = true } }

    /// What kept a member from being set aside: the file then stays in the inbox.
    var trouble: FileTrouble? { state.withLock(\.trouble) }

    /// A member could not be set aside.
    func fail(_ trouble: FileTrouble) { state.withLock { $0.trouble = $0.trouble ?? trouble } }

    /// What its articles were that are durable.
    var totals: DeliveryTotals { state.withLock(\.totals) }

    /// Takes it that the articles of a further slice are durable.
    func settle(_ totals: DeliveryTotals) { state.withLock { $0.totals = totals } }
}
