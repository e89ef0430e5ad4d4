public import Base
import Synchronization

/// The time zones that the system knows, by their names: `/usr/share/zoneinfo`, tzfile(5). Each is read once.
public final class ZoneDatabase: Sendable {
    private let known = Mutex<[String: ZoneRules]>([:])
    private let folder: Path

    /// The zones in a folder.
    public init(folder: Path = "/usr/share/zoneinfo") {
        self.folder = folder
    }

    /// The rules of a zone; nil where the system has none of this name.
    public func rules(named name: String) -> ZoneRules? {
        known.withLock { known in
            if let rules = known[name] { return rules }
            // Names that are none are not kept: there is no end to them.
            guard let rules = read(name) else { return nil }
            known[name] = rules
            return rules
        }
    }

    private func read(_ name: String) -> ZoneRules? {
        let parts = name.utf8.split(separator: UInt8(ascii: "/"), omittingEmptySubsequences: false)
        // No part begins as `..` does.
        guard
            parts.allSatisfy({ part in
                part.first.map { (0x41...0x5A).contains($0 & 0xDF) } ?? false
                    && part.allSatisfy { byte in
                        (0x41...0x5A).contains(byte & 0xDF) || (0x30...0x39).contains(byte)
                            || [UInt8(ascii: "_"), UInt8(ascii: "-"), UInt8(ascii: "+")].contains(byte)
                    }
            }),
            case .success(let content)? = try? NamedFile.readRegular(folder.appending(name), limit: 1 << 17),
            !content.isCut
        else { return nil }
        return ZoneFile.rules(content.bytes, name: name)
    }
}
