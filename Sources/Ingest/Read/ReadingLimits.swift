import Article
import Operations

extension Settings {
    /// What reading containers may cost.
    var containerLimits: ContainerLimits {
        ContainerLimits(
            memberBytes: Int(maxFileSize),
            allowance: Int(unpackAllowance),
            ratio: unpackRatio,
            members: containerMembers,
            depth: containerDepth
        )
    }
}
