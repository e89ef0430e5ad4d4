/// What reading a container may cost. All sizes are of what comes out.
public struct ContainerLimits: Sendable, Equatable {
    /// The bytes of one member.
    public var memberBytes: Int
    /// The bytes of all members together, beyond ``ratio`` times the container's own.
    public var allowance: Int
    /// How many times the container's own bytes all members together may have.
    public var ratio: Int
    /// The number of members.
    public var members: Int
    /// How deep containers may stand in one another.
    public var depth: Int
    /// What one document in it may cost.
    public var documents = DocumentLimits()
    /// What this container and all others of the delivery may unpack to together.
    public var budget: UnpackBudget?

    public init(
        memberBytes: Int = 16 << 20,
        allowance: Int = 64 << 20,
        ratio: Int = 200,
        members: Int = 1_000_000,
        depth: Int = 4
    ) {
        self.memberBytes = memberBytes
        self.allowance = allowance
        self.ratio = ratio
        self.members = members
        self.depth = depth
    }

    /// The bytes that a container of `size` may unpack to.
    package func total(for size: Int) -> Int {
        let (product, overflow) = size.multipliedReportingOverflow(by: ratio)
        return overflow || product > Int.max - allowance ? Int.max : product + allowance
    }
}
