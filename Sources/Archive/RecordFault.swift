/// Why a line of a segment is no sound record.
public struct RecordFault: Error, Hashable, Sendable, CustomStringConvertible {
    /// What is wrong.
    public enum Reason: String, Hashable, Sendable, CaseIterable {
        case gone = "the segment is missing"
        case unfinished = "the line has no end"
        case tooLong = "the line is longer than any record"
        case noChecksum = "the line does not end with a checksum"
        case checksum = "the checksum does not match"
        case notUTF8 = "the line is not UTF-8"
        case version = "the line does not begin as a record of version 1 does"
        case missingKey = "a required key is missing, or stands elsewhere"
        case unexpected = "this is not part of a record"
        case endsEarly = "the line ends within a string"
        case notAString = "a string should stand here"
        case emptyText = "a text is empty"
        case notAnArray = "an array of strings should stand here"
        case emptyList = "a list is empty"
        case notANumber = "a whole number is expected here"
        case numberOutOfRange = "a number is out of its range"
        case controlCharacter = "a string holds a raw control character"
        case badEscape = "a string holds an escape that JSON does not know"
        case badID = "the content id is malformed"
        case badDigest = "the digest is malformed"
        case badTime = "a time is malformed"
        case badDate = "a date is malformed"
        case unknownWord = "a word is none of those that may stand here"
        case notAnObject = "an object should stand here"
        case badBasis = "the basis of the date is unknown"
        case badPath = "the path is not encoded as paths are"
        case badDesk = "the name of the desk is none"
        case sequence = "the number is not higher than that of the record before"
        case contentID = "the content id does not match the headline and body"
    }

    public var reason: Reason
    /// Where in the line, in bytes from its start.
    public var offset: Int

    /// This fault at this byte.
    public init(reason: Reason, offset: Int = 0) {
        self.reason = reason
        self.offset = offset
    }

    public var description: String { "\(reason.rawValue) (byte \(offset) of the line)" }
}
