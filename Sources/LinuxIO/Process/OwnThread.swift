import CLinux
import Glibc

/// A thread for calls that block, so that they stay off the cooperative pool.
public enum OwnThread {
    /// Runs `body` on a new thread and waits for what it returns or throws.
    ///
    /// The thread cannot be cancelled from outside: who cancels the task must also wake what `body` waits on.
    ///
    /// - Parameter name: what `ps -L` and a debugger show; the kernel keeps 15 bytes (pthread_setname_np(3)).
    public static func run<Result: Sendable>(
        named name: String,
        _ body: @escaping @Sendable () throws -> Result
    ) async throws -> Result {
        try await withCheckedThrowingContinuation { continuation in
            do {
                try start(named: name) { continuation.resume(with: Swift.Result { try body() }) }
            } catch {
                continuation.resume(throwing: error)
            }
        }
    }

    /// Starts a thread that runs `body` and that nobody waits for.
    public static func start(named name: String, _ body: @escaping @Sendable () -> Void) throws(SystemError) {
        let work = Work {
            let path = Path(name.utf8.prefix(15))
            _ = cl_name_thread(path.terminated.span)
            // A stack that has run over has no room for the handler that notes it.
            _ = cl_use_signal_stack()
            body()
        }
        var thread = pthread_t()
        let handle = unsafe Unmanaged.passRetained(work)
        let failure = unsafe pthread_create(
            &thread,
            nil,
            { argument in
                if let argument = unsafe argument {
                    unsafe Unmanaged<Work>.fromOpaque(argument).takeRetainedValue().run()
                }
                return nil
            },
            handle.toOpaque()
        )
        if failure != 0 {
            unsafe handle.release()
            throw SystemError("pthread_create", number: failure)
        }
        pthread_detach(thread)
    }

    private final class Work: Sendable {
        let run: @Sendable () -> Void
        init(run: @escaping @Sendable () -> Void) { self.run = run }
    }
}
