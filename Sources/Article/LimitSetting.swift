/// The settings that bound what a delivery may cost, by the keys that the configuration has for them: whatever is refused for
/// being beyond one names it.
public enum LimitSetting: String, Sendable, CaseIterable {
    case maxFileSize = "max_file_size"
    case containerSize = "container_size"
    case containerMembers = "container_members"
    case containerDepth = "container_depth"
    case unpackRatio = "unpack_ratio"
    case xmlDepth = "xml_depth"
    case xmlAttributes = "xml_attributes"
    case jsonDepth = "json_depth"
    case jsonValues = "json_values"
    case htmlBlocks = "html_blocks"
    case mailDepth = "mail_depth"
    case mailParts = "mail_parts"
    case mailHeader = "mail_header"

    /// The last sentence of a piece of advice: how to have it read all the same.
    public var advice: String {
        "To have it read as it is, raise `\(rawValue)` in the configuration, and run `wiredesk quarantine retry`."
    }

    /// The same for a document of which the beginning is read, as part of a sentence.
    public var hint: String { "to have all of it read, raise `\(rawValue)` in the configuration and deliver it again" }
}

extension Rejection {
    /// The rejection of what is beyond a limit, whose advice ends with the setting that raises it; the same where none does.
    public func beyond(_ limit: LimitSetting?) -> Rejection {
        guard let limit else { return self }
        var rejection = self
        rejection.advice += " " + limit.advice
        return rejection
    }
}
