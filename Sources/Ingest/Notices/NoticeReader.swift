import Archive
import Article
import Base
import Catalogue
import LinuxIO
import Operations
import Stories

/// Reads a notice that waits, and makes the delivery of it that the committer takes.
struct NoticeReader {
    let settings: Settings
    let fileSystem: any FileSystem
    let folder: InboxFolder

    /// The most bytes of a notice that becomes a record.
    private static let longest: Int64 = 64 << 10

    /// The notice about files in quarantine that has this name; nil where it has gone, or is none.
    func quarantineNotice(_ name: Path) throws(SystemError) -> QuarantineNotice? {
        guard QuarantineNotice.isNamed(name), let status = try status(of: name), status.kind == .file,
            status.size <= QuarantineNotice.longest
        else { return nil }
        let file = OpenFile(try fileSystem.open(name, in: folder.descriptor, .read))
        let opened = try fileSystem.status(of: file.descriptor)
        let bytes = try contents(of: file, size: Int(min(opened.size, QuarantineNotice.longest)))
        return QuarantineNotice(json: bytes)?.by(owner: opened.owner)
    }

    /// The delivery of a notice; nil where it has gone.
    ///
    /// Throws where the disk, the catalogue or the archive cannot be read now.
    func read(_ name: Path) throws -> PreparedDelivery? {
        guard let status = try status(of: name) else { return nil }
        guard status.kind == .file else { return refused(.notAFile(status.kind), name, status) }
        guard status.size <= Self.longest else { return refused(.tooLarge(status.size, Self.longest), name, status) }
        let file = OpenFile(try fileSystem.open(name, in: folder.descriptor, .read))
        let opened = try fileSystem.status(of: file.descriptor)
        let bytes = try contents(of: file, size: Int(min(opened.size, Self.longest)))
        guard let notice = OperatorNotice(json: bytes)?.by(owner: opened.owner) else {
            return refused(.notANotice("It is not a notice that `wiredesk` has written."), name, opened)
        }
        let found: Record?
        do { found = try record(notice.sequence) } catch ArchiveReadError.damaged {
            let why = "Article \(notice.sequence) is damaged in the archive; `wiredesk verify` says more."
            return refused(.notANotice(why), name, opened)
        }
        guard let record = found else {
            return refused(.notANotice("There is no article \(notice.sequence)."), name, opened)
        }
        guard let article = notice.article(about: record) else {
            return refused(.notANotice("It has no words."), name, opened)
        }
        let digest = SHA256Digest(of: bytes)
        let identity = DeliveryIdentity(path: name, bytes: opened.size, modified: opened.modified, digest: digest)
        var tail = RecordTail(article, Delivery(identity: identity, format: OperatorNotice.format, encoding: "utf-8"))
        tail.link = notice.link(to: record)
        return PreparedDelivery(
            file: ClaimedFile(inbox: folder, path: name, descriptor: file, status: opened),
            digest: digest,
            content: .articles([tail]),
            facts: [StoryFacts(article)],
            isNotice: true,
            completed: max(opened.modified, opened.changed)
        )
    }

    private func status(of name: Path) throws(SystemError) -> FileStatus? {
        do { return try fileSystem.status(of: name, in: folder.descriptor) } catch  where error.isMissing { return nil }
    }

    private func contents(of file: OpenFile, size: Int) throws(SystemError) -> [UInt8] {
        var bytes = [UInt8](repeating: 0, count: size)
        var span = bytes.mutableSpan
        let count = try fileSystem.readFully(file.descriptor, at: 0, into: &span)
        return Array(bytes.prefix(count))
    }

    /// The record of a number; nil where there is none.
    private func record(_ sequence: Int64) throws -> Record? {
        let catalogue = try CatalogueReader(at: settings.stateDirectory.appending(StateDirectory.catalogue))
        guard let found = try catalogue.location(of: .sequence(sequence)) else { return nil }
        let archive = try fileSystem.openRoot(settings.stateDirectory.appending(StateDirectory.archive))
        return try ArchiveReader(ArchiveDirectory(archive, fileSystem: fileSystem))
            .record(at: found.position, length: found.length)
    }

    private func refused(
        _ refusal: PreparedDelivery.Refusal,
        _ name: Path,
        _ status: FileStatus
    ) -> PreparedDelivery {
        PreparedDelivery(
            file: ClaimedFile(inbox: folder, path: name, descriptor: nil, status: status),
            digest: nil,
            content: .refused(refusal),
            isNotice: true,
            completed: max(status.modified, status.changed)
        )
    }
}
