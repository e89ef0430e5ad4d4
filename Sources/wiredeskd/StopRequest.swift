import UnixSignals

/// The wish that the daemon stops: SIGTERM or SIGINT, from the moment on at which this is made, so that none gets lost
/// between one part of the start and the next.
struct StopRequest: Sendable {
    private let request: Task<Void, Never>

    /// From here on neither signal is an end of the process.
    init() async {
        let signals = await UnixSignalsSequence(trapping: .sigterm, .sigint)
        self.signals = signals
        request = Task {
            for await _ in signals { return }
        }
    }

    /// Kept, so that a second signal is no end of the process either.
    private let signals: UnixSignalsSequence

    /// Waits so long at most, and returns at once when it comes; whether it has come.
    func comes(within time: Duration) async -> Bool {
        let wait = Task { try await Task.sleep(for: time) }
        whenItComes { wait.cancel() }
        do {
            try await wait.value
            return false
        } catch {
            return true
        }
    }

    /// Does something when it comes.
    func whenItComes(_ action: @escaping @Sendable () async -> Void) {
        Task {
            await request.value
            await action()
        }
    }
}
