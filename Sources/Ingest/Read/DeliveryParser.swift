import Archive
import Article
import Formats
import LinuxIO
import Operations

/// Makes deliveries for the committer out of a file: one, or slices of one.
struct DeliveryParser {
    let settings: Settings
    /// Who reads which kind of file.
    let articles: ArticleReader
    let fileSystem: any FileSystem
    let guarded: ParseGuard
    /// What it may read at a time beside the other readers; nil where there are none.
    let budget: ReadingBudget?
    let ownMoves: OwnMoves
    /// What tells that a file completes an earlier one; nil where nobody asks.
    let archivedFiles: ArchivedFiles?
    /// The longest tail of a record.
    let longestTail: Int
    /// Nanoseconds since 1970.
    let now: Int64
    /// Takes the slices before the last.
    let receiver: SliceReceiver

    /// Parses a file: hands on slices as they are full, and returns the last; nil where nothing more of it is wanted, or it was
    /// changed meanwhile.
    ///
    /// - Throws: where the disk does not give the bytes.
    func parse(_ found: FoundFile, _ context: ReadingContext) throws(SystemError) -> PreparedDelivery? {
        let (source, head) = bytes(of: found)
        // Noted apart from what is read then: who comes past it is not cleared of the rest.
        let opening = found.suspect.before(1)
        if let ends = guarded.ends(at: opening), ends.isPoison { return refused(.poison(ends), found) }
        let opened = guarded.during(opening) {
            Result { () throws(ContainerError) in try articles.open(source, head: head.span, context: context) }
        }
        switch opened {
        case .success(let container?): return try parse(container, found)
        case .failure(.source(let error)): throw SystemError(error.call, found.path, number: error.errno)
        case .failure(.refused(let rejection)): return refused(PreparedDelivery.Refusal(rejection), found)
        case .success(nil):
            // What is read in pieces has the head of a container, and may be none.
            guard case .bytes(let bytes) = found.content else {
                return refused(.tooLarge(found.status.size, settings.maxFileSize), found)
            }
            let reading = guarded.during(found.suspect) {
                #if DEBUG
                TestCrash.crashOrHangIfAsked(by: bytes)
                #endif
                return articles.read(bytes.span, context: context)
            }
            var slices = slices(found, reading)
            for part in reading.parts where !slices.add(part) { return nil }
            return slices.finish(note: reading.note)
        }
    }

    private func bytes(of found: FoundFile) -> (source: any ByteSource, head: [UInt8]) {
        switch found.content {
        case .bytes(let bytes): return (BytesInMemory(bytes), bytes)
        case .pieces(_, let head):
            let size = Int(found.status.size)
            return (FileBytes(file: found.file, path: found.path, size: size, fileSystem: fileSystem), head)
        }
    }

    private func parse(_ container: OpenContainer, _ found: FoundFile) throws(SystemError) -> PreparedDelivery? {
        var slices = slices(found, Reading(format: container.format, encoding: "", parts: []))
        let rounds = MemberRounds(
            file: found.suspect,
            guarded: guarded,
            receiver: receiver,
            budget: found.isInPieces ? budget : nil
        )
        let end = try rounds.read(container, into: &slices)
        guard isUnchanged(found) else { return nil }
        switch end {
        case .whole(let note): return slices.finish(note: note)
        case .broken(let refusal, let member): return slices.finish(broken: refusal, member: member)
        case .givenUp: return nil
        }
    }

    private func refused(_ refusal: PreparedDelivery.Refusal, _ found: FoundFile) -> PreparedDelivery {
        slices(found, Reading(format: "", encoding: "", parts: [])).finish(broken: refusal, member: 1)
    }

    private func slices(_ found: FoundFile, _ reading: Reading) -> DeliverySlices {
        var pieces: [Int: ArchivedFiles.Piece] = [:]
        if case .bytes(let bytes) = found.content {
            pieces = archivedFiles?.pieces(of: found.path, in: bytes.span, now: now) ?? [:]
        }
        let (status, candidate) = (found.status, found.claim.candidate)
        let digest = found.digest
        var reading = reading
        reading.parts = []
        return DeliverySlices(
            DeliverySlices.Origin(
                file: ClaimedFile(
                    inbox: found.claim.inbox,
                    path: found.path,
                    descriptor: found.file,
                    status: status
                ),
                identity: DeliveryIdentity(
                    path: found.path,
                    bytes: status.size,
                    modified: status.modified,
                    digest: digest
                ),
                answered: candidate.answered,
                note: found.note,
                pieces: pieces,
                reading: reading,
                completed: max(status.modified, status.changed)
            ),
            DeliverySlices.Bounds(
                records: settings.batchRecords,
                bytes: Int(settings.batchBytes),
                held: Int(settings.maxFileSize),
                tail: longestTail
            ),
            give: { isUnchanged(found) && receiver.give($0) }
        )
    }

    /// Whether nobody has changed a file of which more was read since.
    private func isUnchanged(_ found: FoundFile) -> Bool {
        guard found.isInPieces else { return true }
        return (try? ownMoves.status(of: found.file, on: fileSystem).isUnchanged(since: found.status)) ?? false
    }
}
