public import LinuxIO

/// How a file left the place where its outcome had put it: what a line of the ledger tells of a file that was discarded, put
/// back or removed.
public struct Departure: Sendable, Equatable {
    /// Where the file stood, beneath the state directory.
    public var from: Path
    /// The number of the delivery whose file it was, where that is known.
    public var delivery: Int64?
    /// When a person asked for it, in nanoseconds since 1970; nil where nobody did.
    public var askedAt: Int64?
    /// Who asked for it; nil where nobody did.
    public var person: Person?

    /// A departure from a place.
    public init(from: Path, delivery: Int64? = nil, askedAt: Int64? = nil, person: Person? = nil) {
        self.from = from
        self.delivery = delivery
        self.askedAt = askedAt
        self.person = person
    }
}

/// A person who runs a command.
public struct Person: Sendable, Equatable {
    /// The user as whom the command runs.
    public var user: UInt32
    /// The name of that user, or of the one who has called sudo(8); nil where none is known.
    public var name: String?

    /// A person of this user.
    public init(user: UInt32, name: String?) {
        self.user = user
        // A user whom nobody has named has no name, and not an empty one.
        self.name = name.flatMap { $0.isEmpty ? nil : $0 }
    }
}

extension JSONInput {
    /// Reads the keys of a departure, as far as they come next, into `departure`.
    mutating func departure(_ line: Span<UInt8>, into departure: inout Departure?) throws(RecordFault) {
        if skip(.from) {
            let text = try text()
            let bytes = JSONText.decode(line, text)
            if skip(.fromPercentEncoding) {
                guard let path = Path(recorded: bytes) else {
                    throw RecordFault(reason: .badPath, offset: text.lowerBound)
                }
                departure = Departure(from: path)
            } else {
                departure = Departure(from: Path(bytes))
            }
        }
        guard departure != nil else { return }
        if skip(.of) { departure?.delivery = try number(in: 1...Int64.max) }
        if skip(.askedAt) { departure?.askedAt = try time(digits: 9) }
        if skip(.uid) { departure?.person = Person(user: UInt32(try number(in: 0...Int64(UInt32.max))), name: nil) }
        if departure?.person != nil, let name = try optionalText(.user) {
            departure?.person?.name = JSONText.string(line, name)
        }
    }
}

extension JSONOutput {
    /// Writes the keys of a departure.
    mutating func append(_ departure: Departure) {
        append(contentsOf: StaticText.from.bytes)
        appendString(departure.from.encoded.text)
        if departure.from.text == nil { append(contentsOf: StaticText.fromPercentEncoding.bytes) }
        if let delivery = departure.delivery {
            append(contentsOf: StaticText.of.bytes)
            appendNumber(delivery)
        }
        if let askedAt = departure.askedAt {
            append(contentsOf: StaticText.askedAt.bytes)
            append(UInt8(ascii: "\""))
            appendTimestamp(askedAt, digits: 9)
            append(UInt8(ascii: "\""))
        }
        guard let person = departure.person else { return }
        append(contentsOf: StaticText.uid.bytes)
        appendNumber(Int64(person.user))
        guard let name = person.name, !name.isEmpty else { return }
        append(contentsOf: StaticText.user.bytes)
        appendString(name)
    }
}

/// The keys of a departure, in their order.
extension StaticText {
    fileprivate static let from = StaticText(",\"from\":")
    fileprivate static let fromPercentEncoding = StaticText(",\"from_encoding\":\"percent\"")
    fileprivate static let of = StaticText(",\"of\":")
    fileprivate static let askedAt = StaticText(",\"asked_at\":")
    fileprivate static let uid = StaticText(",\"uid\":")
    fileprivate static let user = StaticText(",\"user\":")
}
