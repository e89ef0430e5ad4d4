import Article

/// Why a file, or a member of one, is set aside.
enum RefusalCode: Sendable, Hashable, CustomStringConvertible {
    /// By what is in it.
    case reader(Rejection.Code)
    /// By the desk itself, before or without reading it.
    case desk(DeskRefusal)

    /// In one word, as the ledger, the page in the quarantine and the log have it.
    var description: String {
        switch self {
        case .reader(let code): code.rawValue
        case .desk(let reason): reason.rawValue
        }
    }
}
