public import LinuxIO

/// Who asks the kernel for leases; a file system that is not the kernel's has its own.
public protocol LeaseTaking: Sendable {
    /// Asks for a read lease on a file that is open for reading.
    func take(on file: borrowing Descriptor) -> ReadLease.Answer

    /// Whether the lease is there and no writer waits for its end.
    func isUndisturbed(on file: borrowing Descriptor) -> Bool

    /// Lets a lease go.
    func release(on file: borrowing Descriptor)
}

extension LeaseTaking {
    /// Nobody ever disturbs it.
    public func isUndisturbed(on file: borrowing Descriptor) -> Bool { true }

    /// There is nothing to let go.
    public func release(on file: borrowing Descriptor) {}
}

/// Leases of the kernel.
public struct KernelLeases: LeaseTaking {
    /// A way to the kernel; it holds no state.
    public init() {}

    public func take(on file: borrowing Descriptor) -> ReadLease.Answer { ReadLease.take(on: file) }
    public func isUndisturbed(on file: borrowing Descriptor) -> Bool { ReadLease.isUndisturbed(on: file) }
    public func release(on file: borrowing Descriptor) { ReadLease.release(on: file) }
}
