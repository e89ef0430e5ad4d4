import Synchronization

/// A queue between threads that holds so much and no more: who gives waits while it is full, who takes while it is empty.
///
/// Each element has a weight, and the weights in the queue stay at the capacity or below it; an element that is heavier
/// than the whole capacity goes in alone.
public final class BoundedQueue<Element: Sendable>: Sendable {
    private struct State {
        var elements: [(element: Element, weight: Int)] = []
        var weight = 0
        var isClosed = false
        var waitingGivers = 0
        var waitingTakers = 0
    }

    private let state = Mutex(State())
    private let capacity: Int
    private let notEmpty: Wakeup
    private let notFull: Wakeup

    /// Makes an empty queue that holds elements up to the weight `capacity`.
    public init(capacity: Int) throws(SystemError) {
        self.capacity = capacity
        notEmpty = try Wakeup()
        notFull = try Wakeup()
    }

    /// Puts an element at the end, waiting for room. Returns false where the queue is closed; the element is not in it.
    @discardableResult
    public func give(_ element: Element, weight: Int = 1) -> Bool {
        while true {
            let step = state.withLock { state -> Step in
                if state.isClosed { return Step(isDone: false, isClosed: true, wakeGivers: state.waitingGivers > 0) }
                guard state.elements.isEmpty || state.weight + weight <= capacity else {
                    state.waitingGivers += 1
                    return Step(isDone: false)
                }
                state.elements.append((element, weight))
                state.weight += weight
                return Step(
                    isDone: true,
                    wakeGivers: state.waitingGivers > 0 && state.weight < capacity,
                    wakeTakers: state.waitingTakers > 0
                )
            }
            wake(step)
            if step.isDone { return true }
            if step.isClosed { return false }
            notFull.wait()
            state.withLock { $0.waitingGivers -= 1 }
        }
    }

    /// Takes what is there, up to `count` elements, waiting for the first. Returns none once the queue is closed and
    /// empty.
    public func take(upTo count: Int) -> [Element] {
        while true {
            let (step, elements) = state.withLock { state -> (Step, [Element]) in
                if state.elements.isEmpty && !state.isClosed {
                    state.waitingTakers += 1
                    return (Step(isDone: false), [])
                }
                let taken = state.elements.prefix(count)
                let elements = taken.map(\.element)
                state.weight -= taken.reduce(0) { $0 + $1.weight }
                state.elements.removeFirst(taken.count)
                let isMore = !state.elements.isEmpty || state.isClosed
                return (
                    Step(
                        isDone: true,
                        wakeGivers: state.waitingGivers > 0,
                        wakeTakers: isMore && state.waitingTakers > 0
                    ), elements
                )
            }
            wake(step)
            if step.isDone { return elements }
            notEmpty.wait()
            state.withLock { $0.waitingTakers -= 1 }
        }
    }

    /// What one look at the state came to, and who is to be woken after it; a wakeup reaches one thread, which passes
    /// it on.
    private struct Step {
        var isDone: Bool
        var isClosed = false
        var wakeGivers = false
        var wakeTakers = false
    }

    private func wake(_ step: Step) {
        if step.wakeGivers { notFull.signal() }
        if step.wakeTakers { notEmpty.signal() }
    }

    /// Ends the queue: nothing more goes in; what is in it can still be taken.
    public func close() {
        state.withLock { $0.isClosed = true }
        notEmpty.signal()
        notFull.signal()
    }

    /// How many elements are in it now.
    public var count: Int {
        state.withLock { $0.elements.count }
    }
}
