/// What `wiredesk doctor` says of one thing.
struct DoctorFinding: Encodable {
    enum Verdict: String, Encodable {
        case fine
        /// It works, and should be seen to.
        case concern
        /// It does not work, or will not.
        case wrong
        /// It could not be looked at from here.
        case unknown
    }

    /// What was looked at, in a word or two.
    let check: String
    let verdict: Verdict
    /// What was found, in a sentence without its full stop.
    let found: String
    /// Nil where there is nothing to do.
    let whatToDo: String?

    static func fine(_ check: String, _ found: String) -> DoctorFinding {
        DoctorFinding(check: check, verdict: .fine, found: found, whatToDo: nil)
    }

    static func concern(_ check: String, _ found: String, _ whatToDo: String) -> DoctorFinding {
        DoctorFinding(check: check, verdict: .concern, found: found, whatToDo: whatToDo)
    }

    static func wrong(_ check: String, _ found: String, _ whatToDo: String) -> DoctorFinding {
        DoctorFinding(check: check, verdict: .wrong, found: found, whatToDo: whatToDo)
    }

    static func unknown(_ check: String, _ found: String, _ whatToDo: String? = nil) -> DoctorFinding {
        DoctorFinding(check: check, verdict: .unknown, found: found, whatToDo: whatToDo)
    }

    /// Whether somebody has to do something.
    var isTrouble: Bool { verdict == .concern || verdict == .wrong }

    enum CodingKeys: String, CodingKey {
        case check, verdict, found
        case whatToDo = "what_to_do"
    }
}
