import Article
import Formats
import LinuxIO

/// Reads a container member by member, each within its own limits of time and crashes, and gives what comes out to the
/// slices of the delivery.
struct MemberRounds {
    /// What came of it.
    enum End {
        /// It was read to its end; what a person should know about it.
        case whole(note: String?)
        /// It can be read no further than before the member of this number, counted from 1.
        case broken(PreparedDelivery.Refusal, member: Int)
        /// Nothing more of it is wanted.
        case givenUp
    }

    let file: Suspects.File
    let guarded: ParseGuard
    let receiver: SliceReceiver
    /// What the members may take beside the other readers; nil where the whole file counts already.
    let budget: ReadingBudget?

    /// Reads all members.
    ///
    /// - Throws: where the disk does not give the bytes: the file is tried again.
    func read(_ container: OpenContainer, into slices: inout DeliverySlices) throws(SystemError) -> End {
        var container = container
        var number = 0
        while true {
            if receiver.isCalledOff() || slices.isGivenUp { return .givenUp }
            receiver.comesOn()
            number += 1
            if let ends = guarded.ends(at: file.before(number)), ends.isPoison {
                // Nobody comes past it; what stood before counts.
                let refusal = PreparedDelivery.Refusal.poison(ends, "on to its member \(number)")
                return slices.refuse(DeliverySlices.rest(from: number), refusal, bytes: nil)
                    ? .whole(note: nil) : .givenUp
            }
            let next = guarded.during(file.before(number)) {
                Result { () throws(ContainerError) in try container.next() }
            }
            switch next {
            case .success(nil): return .whole(note: container.note)
            case .success(let member?):
                if !read(member, number, of: container, into: &slices) { return .givenUp }
            case .failure(.source(let error)): throw SystemError(error.call, file.path, number: error.errno)
            case .failure(let error):
                switch OpenContainer.end(by: error, afterArticles: slices.hasArticles) {
                case .kept(let note): return .whole(note: note)
                case .refused(let rejection): return .broken(PreparedDelivery.Refusal(rejection), member: number)
                }
            }
        }
    }

    /// Reads one member; tells whether more is wanted.
    private func read(
        _ member: ContainerMember,
        _ number: Int,
        of container: OpenContainer,
        into slices: inout DeliverySlices
    ) -> Bool {
        let place = file.member(number)
        if let ends = guarded.ends(at: place), ends.isPoison {
            return slices.refuse(
                member.name,
                .poison(ends, "its member \(member.name)"),
                bytes: member.bytes,
                envelope: member.origin.envelope
            )
        }
        let parts = during(member.bytes?.count ?? 0) {
            guarded.during(place, member: member.name) {
                #if DEBUG
                if let bytes = member.bytes { TestCrash.crashOrHangIfAsked(by: bytes) }
                #endif
                return container.parts(of: member)
            }
        }
        for part in parts where !slices.add(part) { return false }
        return true
    }

    /// Takes its turn among the readers for a member of so many bytes.
    private func during<Value>(_ bytes: Int, _ body: () -> Value) -> Value {
        guard let budget else { return body() }
        return budget.during(Int64(bytes), reader: guarded.reader, body)
    }
}

extension ContainerMember {
    /// Its bytes; nil where it was not taken out.
    fileprivate var bytes: [UInt8]? {
        if case .bytes(let bytes) = content { bytes } else { nil }
    }
}
