import Article

/// What was taken out of a container so far, held against its limits.
struct MemberCount {
    let limits: ContainerLimits
    private let totalLimit: Int
    private(set) var members = 0
    private var total = 0

    init(_ limits: ContainerLimits, containerSize: Int) {
        self.limits = limits
        totalLimit = limits.total(for: containerSize)
    }

    /// Counts a member of so many bytes.
    mutating func add(_ bytes: Int) throws(ContainerError) {
        members += 1
        if members > limits.members { throw .refused(.tooManyMembers(limits.members)) }
        try addBytes(bytes)
    }

    /// Counts bytes of a member that was counted before.
    mutating func addBytes(_ bytes: Int) throws(ContainerError) {
        let (sum, overflow) = total.addingReportingOverflow(bytes)
        if overflow || sum > totalLimit { throw .refused(.unpacksTooLarge(totalLimit)) }
        if let budget = limits.budget, !budget.take(bytes) { throw .refused(.unpacksTooLarge(budget.limit)) }
        total = sum
    }
}
