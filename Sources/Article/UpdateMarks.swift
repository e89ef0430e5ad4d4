/// What the marks of the wire say about a story's place in a series of versions.
public struct UpdateMarks: Sendable, Equatable {
    /// `UPDATE 2-` gives 2, a bare `UPDATE-` 1.
    public var update: Int?
    /// `WRAPUP 1-` gives 1.
    public var wrapup: Int?
    /// `1st Ld` or `2nd Lead` gives the lead's number.
    public var lead: Int?
    /// `Writethru` gives 1, `2nd Ld-Writethru` 2.
    public var writethru: Int?
    /// `CORRECTED-`, `(Corrects …)` and the like.
    public var correction = false
    /// `URGENT`, `FLASH`, `BULLETIN`, `NEWSALERT`.
    public var urgent = false
    /// `RPT-`, `(Repeats …)` and the like.
    public var repeated = false
    /// `KILL`, `WITHDRAWN`: the agency takes the story back.
    public var kill = false
    /// A printed priority, `Urgency: 3`.
    public var urgency: Int?

    public init() {}

    /// Whether the story says that it follows an earlier version of itself: that it updates, sums up, leads, replaces,
    /// corrects, repeats or withdraws it. Such an article is a revision.
    public var isRevision: Bool {
        update != nil || wrapup != nil || lead != nil || writethru != nil || correction || repeated || kill
    }

    /// Takes what another set of marks says and this one does not.
    package mutating func merge(_ other: UpdateMarks) {
        update = update ?? other.update
        wrapup = wrapup ?? other.wrapup
        lead = lead ?? other.lead
        writethru = writethru ?? other.writethru
        urgency = urgency ?? other.urgency
        correction = correction || other.correction
        urgent = urgent || other.urgent
        repeated = repeated || other.repeated
        kill = kill || other.kill
    }
}
