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
    /// empty, or when none has come within `timeout` nanoseconds.
    public func take(upTo count: Int, timeout: Int64? = nil) -> [Element] {
        let end = timeout.map { Clock.monotonic + $0 }
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
            let isOver = waitForElement(until: end)
            state.withLock { $0.waitingTakers -= 1 }
            if isOver { return [] }
        }
    }

    /// Waits for a signal, and returns whether the time is over. A wait that the kernel refuses counts as one that has
    /// ended: the caller looks again.
    private func waitForElement(until end: Int64?) -> Bool {
        guard let end else {
            notEmpty.wait()
            return false
        }
        try? notEmpty.wait(timeout: max(0, end - Clock.monotonic))
        return Clock.monotonic >= end && count == 0
    }

    /// Whether nothing more goes in, and nothing is in it.
    public var isClosed: Bool {
        state.withLock { $0.isClosed && $0.elements.isEmpty }
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
