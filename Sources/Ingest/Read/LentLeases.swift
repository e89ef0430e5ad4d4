public import LinuxIO

/// Leases of the kernel; on files that belong to others, through somebody who may take them.
public struct LentLeases: LeaseTaking {
    private let lender: LeaseLender

    /// The socket behind which the service's lender is.
    public static let standardSocket: Path = "/run/wiredesk-leases"

    /// Leases through this lender, where it is there.
    public init(_ lender: LeaseLender) {
        self.lender = lender
    }

    public func take(on file: borrowing Descriptor) -> ReadLease.Answer { ReadLease.take(on: file, through: lender) }
    public func isUndisturbed(on file: borrowing Descriptor) -> Bool { ReadLease.isUndisturbed(on: file) }
    public func release(on file: borrowing Descriptor) { ReadLease.release(on: file, through: lender) }
}
