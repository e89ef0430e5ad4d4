public import Article
public import Operations

extension Settings {
    /// What reading containers, and the documents in them, may cost.
    public var containerLimits: ContainerLimits {
        var limits = ContainerLimits(
            memberBytes: Int(maxFileSize),
            allowance: Int(unpackAllowance),
            ratio: unpackRatio,
            members: containerMembers,
            depth: containerDepth
        )
        limits.documents = documentLimits
        return limits
    }
}
