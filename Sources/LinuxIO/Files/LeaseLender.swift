import CLinux
import Glibc
import Synchronization

/// Does what takes a capability for a process that has none, through another one that has it (`Sources/LeaseLender`):
/// takes read leases on files that belong to others (`CAP_LEASE`, capabilities(7)), opens files of the inbox that only
/// their sender may read (`CAP_DAC_READ_SEARCH`), and lets the process into folders of it that only their sender may
/// enter (`CAP_FOWNER`).
///
/// A lease belongs to the open file (fcntl(2)), so that it is there whichever of the two asked for it.
public final class LeaseLender: Sendable {
    private struct Line {
        var number: Int32?
        /// On the monotonic clock; a lender that was not there is not asked for before.
        var nextTry: Int64 = 0
    }

    private let path: Path
    private let line = Mutex(Line())

    private static let pause: Int64 = 10_000_000_000

    /// A lender behind the socket at `path`; whether one is there is found out when it is needed.
    public init(at path: Path) {
        self.path = path
    }

    deinit {
        line.withLock { line in
            if let number = line.number { _ = cl_close(number) }
        }
    }

    /// Asks for a read lease on a file that is open for reading.
    func take(on file: borrowing Descriptor) -> ReadLease.Answer {
        switch ask(UInt8(ascii: "T"), about: file.number) {
        case 0: .held
        case EAGAIN, EBUSY: .writing
        default: .unavailable
        }
    }

    /// Lets a lease go.
    func release(on file: borrowing Descriptor) {
        _ = ask(UInt8(ascii: "R"), about: file.number)
    }

    /// Opens a file of the lender's inbox for reading; nil where it does not, or there is no lender.
    ///
    /// - Parameter path: beneath the inbox. The caller is to make sure that the file is the one it means.
    func open(_ path: Path) -> Int32? {
        var file: Int32 = -1
        let answer = ask { LeaseLender.ask($0, UInt8(ascii: "O"), for: path, &file) }
        if answer == 0, file >= 0 { return file }
        if file >= 0 { _ = cl_close(file) }
        return nil
    }

    /// Has this process let into a folder of the lender's inbox, to list it and to move files out of it.
    func admit(to folder: Path) -> Bool {
        var file: Int32 = -1
        let answer = ask { LeaseLender.ask($0, UInt8(ascii: "A"), for: folder, &file) }
        if file >= 0 { _ = cl_close(file) }
        return answer == 0
    }

    private func ask(_ request: UInt8, about file: Int32) -> Int32? {
        ask { cl_ask_about($0, request, file) }
    }

    @inline(never)
    private static func ask(_ line: Int32, _ request: UInt8, for path: Path, _ file: inout Int32) -> Int32 {
        unsafe cl_ask_for(line, request, path.terminated.span, &file)
    }

    /// The error number of the call that the lender has made, 0 for none; nil where there is no lender.
    private func ask(_ question: (Int32) -> Int32) -> Int32? {
        line.withLock { line in
            guard let number = line.number ?? connect(&line) else { return nil }
            let answer = question(number)
            if answer >= 0 { return answer }
            // It has ended, or does not answer: the next request finds another one behind the socket.
            _ = cl_close(number)
            line.number = nil
            return nil
        }
    }

    private func connect(_ line: inout Line) -> Int32? {
        guard cl_monotonic_ns() >= line.nextTry else { return nil }
        let number = LeaseLender.connect(to: path)
        guard number >= 0 else {
            line.nextTry = cl_monotonic_ns() + LeaseLender.pause
            return nil
        }
        line.number = number
        return number
    }

    @inline(never)
    private static func connect(to path: Path) -> Int32 {
        cl_connect_packets(path.terminated.span)
    }
}

extension ReadLease {
    /// Asks for a read lease; where the file belongs to somebody else, through a lender.
    public static func take(on file: borrowing Descriptor, through lender: LeaseLender) -> Answer {
        let answer = take(on: file)
        return answer == .unavailable ? lender.take(on: file) : answer
    }

    /// Lets a lease go that was taken through a lender or without.
    public static func release(on file: borrowing Descriptor, through lender: LeaseLender) {
        if cl_release_lease(file.number) == -EACCES { lender.release(on: file) }
    }
}
