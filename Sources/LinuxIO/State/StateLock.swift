import CLinux

/// The lock by which one process has a state directory for itself, for as long as the value lives.
///
/// Three locks make it up, which the kernel lets go when the process ends, however it ends:
///
/// - flock(2) on `lock.owner`, which nobody but the directory's user can open, decides. A lock on something that others
///   may open would be theirs to take: a shared lock of any reader keeps an exclusive one out.
/// - A record lock of fcntl(2) on `lock` tells anyone who asks which process it is. Who may but read the file can take a
///   lock for reading on it, which is no desk; the file is then replaced. The lock would also be lost if the process that
///   holds it opened and closed the file a second time; so nothing but this type touches it, and who holds the lock does
///   not ask for its ``holder(of:fileSystem:)``.
/// - flock(2) on the directory decides where `lock.owner` has been deleted. Where the file system locks no directories
///   (NFS), there is no such help.
///
/// The files stay, and stay empty.
public struct StateLock: ~Copyable, Sendable {
    private static let name = StateDirectory.lock
    private static let ownerName = StateDirectory.lockOwner
    private let file: Held
    private let owner: Held
    private let directory: Held?

    /// An open file or folder, and with it the lock on it.
    private final class Held: Sendable {
        let descriptor: Descriptor
        var number: Int32 { descriptor.number }

        init(_ descriptor: consuming Descriptor) {
            self.descriptor = descriptor
        }
    }

    /// The files that it makes in the directory.
    public static let fileNames: [Path] = [name, ownerName]

    /// Who holds a lock.
    public enum Holder: Sendable, Equatable {
        /// A process of this machine, by its id.
        case process(Int32)
        /// A process whose id cannot be seen from here: in another PID namespace, or on another machine.
        case elsewhere
        /// A process whose file `lock` was deleted, so that nothing names it.
        case unnamed
        /// A process that the file `lock` does not name: it was killed and has not ended yet, or the file was replaced.
        case ending
    }

    /// Why a lock was not taken.
    public enum Refusal: Error, Sendable, Equatable, CustomStringConvertible {
        /// Another process has it.
        case held(by: Holder)
        /// Something that is no file has the name of one of its files.
        case obstructed(Path, FileStatus.Kind)
        case failed(SystemError)

        /// Whether another process has it.
        public var isHeld: Bool {
            if case .held = self { true } else { false }
        }

        /// Whether the one that has it may be gone in a moment.
        fileprivate var mayPass: Bool {
            switch self {
            case .held(by: .unnamed), .held(by: .ending): true
            case .held(by: .process(let id)): ProcessState(of: id) == .ended
            case .held(by: .elsewhere), .obstructed, .failed: false
            }
        }

        public var description: String {
            switch self {
            case .obstructed(let name, let kind):
                "obstructed: a \(kind.rawValue) has the name “\(name.display)” in it; remove that"
            case .held(by: .process(let id)): "already in use by the process with pid \(id)\(Self.program(of: id))"
            case .held(by: .elsewhere): "already in use by a process outside this container or machine"
            case .held(by: .unnamed):
                "already in use by a process whose file “lock” was deleted; end that process, and start again"
            case .held(by: .ending):
                "still in use by a process that was killed and has not ended yet, as where a disk does not answer, or whose "
                    + "file “lock” was replaced; wait until it has ended (`fuser` of “lock.owner” names it), and start again"
            case .failed(let error): error.description
            }
        }

        /// The program of a process, in brackets behind its id; nothing where it cannot be told.
        private static func program(of id: Int32) -> String {
            guard let comm = try? NamedFile.read(Path("/proc/\(id)/comm"), limit: 64).bytes else { return "" }
            let name = Path(Array(comm.prefix { $0 != UInt8(ascii: "\n") })).display
            return name.isEmpty ? "" : " (\(name))"
        }
    }

    /// Nanoseconds for which a lock is waited for whose holder cannot be told: what a process that was killed has open is
    /// closed file by file, and last when its last thread comes back from the disk.
    private static let patience: Int64 = 2_000_000_000
    private static let interval: Int64 = 20_000_000

    /// Takes the lock of a state directory, and refuses at once where another process has it. One that is just ending, after
    /// it was killed, is waited for.
    ///
    /// - Parameter waitsForAll: whether every other process is waited for as long: a command has the lock for a moment.
    public init(
        of stateDirectory: borrowing Descriptor,
        fileSystem: any FileSystem,
        waitsForAll: Bool = false
    ) throws(Refusal) {
        self = try Self.take(stateDirectory, fileSystem, waitsForAll)
    }

    private init(file: Held, owner: Held, directory: Held?) {
        self.file = file
        self.owner = owner
        self.directory = directory
    }

    private static func take(
        _ stateDirectory: borrowing Descriptor,
        _ fileSystem: any FileSystem,
        _ waitsForAll: Bool
    ) throws(Refusal) -> StateLock {
        let deadline = Clock.monotonic.addingSaturated(patience)
        let timer = try? Wakeup()
        while true {
            do throws(Refusal) {
                return try takeOnce(stateDirectory, fileSystem)
            } catch {
                guard error.mayPass || waitsForAll && error.isHeld, let timer, Clock.monotonic < deadline else {
                    throw error
                }
                try? timer.wait(timeout: interval)
            }
        }
    }

    private static func takeOnce(
        _ stateDirectory: borrowing Descriptor,
        _ fileSystem: any FileSystem
    ) throws(Refusal) -> StateLock {
        let found = try openExisting(ownerName, in: stateDirectory, fileSystem)
        let locked = try lockDirectory(stateDirectory, fileSystem, decides: found == nil)
        let own: Held
        if let found {
            own = found
        } else {
            own = try make(ownerName, permissions: 0o600, in: stateDirectory, fileSystem)
        }
        if isLocked(own.number, orTake: true) {
            throw .held(by: try asking(stateDirectory, fileSystem) ?? unnamed(stateDirectory, fileSystem))
        }
        return StateLock(file: try lockNamed(in: stateDirectory, fileSystem), owner: own, directory: locked)
    }

    /// Who has the directory where nobody has the lock on the file that names the holder.
    private static func unnamed(_ stateDirectory: borrowing Descriptor, _ fileSystem: any FileSystem) -> Holder {
        (try? fileSystem.status(of: name, in: stateDirectory)) == nil ? .unnamed : .ending
    }

    /// Locks the directory where it can be locked.
    ///
    /// - Parameter decides: whether another process that has it locked is a desk: nothing else tells of one.
    private static func lockDirectory(
        _ stateDirectory: borrowing Descriptor,
        _ fileSystem: any FileSystem,
        decides: Bool
    ) throws(Refusal) -> Held? {
        // Again where the one that had it let go meanwhile, or only asked.
        for _ in 0..<4 {
            let directory: Held
            do {
                directory = Held(try fileSystem.open(".", in: stateDirectory, .directory))
            } catch {
                throw .failed(error)
            }
            if !isLocked(directory.number, orTake: true) { return directory }
            // Beside a shared lock another one can be had: that is no desk.
            guard decides, isLocked(directory.number, orTake: false) else { return nil }
            if let holder = try asking(stateDirectory, fileSystem) { throw .held(by: holder) }
        }
        throw .held(by: unnamed(stateDirectory, fileSystem))
    }

    private static func asking(
        _ stateDirectory: borrowing Descriptor,
        _ fileSystem: any FileSystem
    ) throws(Refusal) -> Holder? {
        do { return try holder(of: stateDirectory, fileSystem: fileSystem) } catch { throw .failed(error) }
    }

    /// Whether another process has a file or directory locked by flock(2); false too where the file system cannot tell.
    ///
    /// - Parameter take: whether it is locked from now on where nobody has it, until the descriptor is closed.
    private static func isLocked(_ number: Int32, orTake take: Bool) -> Bool {
        let result = cl_flock(number, take ? 0 : 1)
        return result < 0 && SystemError("flock", name, number: -result).isHeldElsewhere
    }

    /// Opens and locks the file that tells who has the directory. The caller has the directory's owner lock.
    private static func lockNamed(
        in stateDirectory: borrowing Descriptor,
        _ fileSystem: any FileSystem
    ) throws(Refusal) -> Held {
        for _ in 0..<4 {
            let file: Held
            if let opened = try openExisting(name, in: stateDirectory, fileSystem) {
                file = opened
            } else {
                // Nobody else may open it before it is locked.
                file = try make(name, permissions: 0o600, in: stateDirectory, fileSystem)
            }
            let result = cl_lock(file.number)
            if result >= 0 {
                // Everyone may ask who holds it.
                do { try fileSystem.setPermissions(0o644, of: file.descriptor) } catch { throw .failed(error) }
                return file
            }
            let error = SystemError("fcntl", name, number: -result)
            guard error.isHeldElsewhere else { throw .failed(error) }
            if let holder = try holder(of: file) { throw .held(by: holder) }
            // Somebody has but a lock for reading; the next file of the name is not his.
            try remove(name, in: stateDirectory, fileSystem)
        }
        throw .held(by: .elsewhere)
    }

    /// Who holds the lock of a state directory; nil where nobody does. Keeps nothing, and needs but read permission.
    public static func holder(
        of stateDirectory: borrowing Descriptor,
        fileSystem: any FileSystem
    ) throws(SystemError) -> Holder? {
        do {
            let file = try fileSystem.open(name, in: stateDirectory, .read)
            return try holder(ofFile: file.number)
        } catch  where error.isMissing {
            return try unnamedHolder(of: stateDirectory, fileSystem)
        }
    }

    /// Who holds a state directory that has no file `lock`.
    private static func unnamedHolder(
        of stateDirectory: borrowing Descriptor,
        _ fileSystem: any FileSystem
    ) throws(SystemError) -> Holder? {
        do {
            let directory = try fileSystem.open(".", in: stateDirectory, .directory)
            return isLocked(directory.number, orTake: false) ? .unnamed : nil
        } catch  where error.isForbidden {
            // Who may not list the directory cannot ask; a desk that was never started has no file either.
            return nil
        }
    }

    private static func holder(ofFile number: Int32) throws(SystemError) -> Holder? {
        let result = cl_lock_holder(number)
        if result == -SystemError.lockHeldUnseen { return .elsewhere }
        let id = try checked(result, "fcntl", name)
        return id == 0 ? nil : .process(id)
    }

    private static func holder(of file: Held) throws(Refusal) -> Holder? {
        do { return try holder(ofFile: file.number) } catch { throw .failed(error) }
    }

    private static func remove(
        _ name: Path,
        in stateDirectory: borrowing Descriptor,
        _ fileSystem: any FileSystem
    ) throws(Refusal) {
        do { try fileSystem.remove(name, in: stateDirectory) } catch { if !error.isMissing { throw .failed(error) } }
    }

    /// Opens a file that is there, for writing; nil where there is none.
    private static func openExisting(
        _ name: Path,
        in stateDirectory: borrowing Descriptor,
        _ fileSystem: any FileSystem
    ) throws(Refusal) -> Held? {
        let kind: FileStatus.Kind
        do {
            kind = try fileSystem.status(of: name, in: stateDirectory).kind
        } catch {
            if error.isMissing { return nil }
            throw .failed(error)
        }
        if kind != .file { throw .obstructed(name, kind) }
        do { return Held(try fileSystem.open(name, in: stateDirectory, .append)) } catch { throw .failed(error) }
    }

    /// Makes a file, or opens the one that another process has just made; it belongs to whom the directory belongs to.
    private static func make(
        _ name: Path,
        permissions: UInt32,
        in stateDirectory: borrowing Descriptor,
        _ fileSystem: any FileSystem
    ) throws(Refusal) -> Held {
        do {
            let file = Held(try fileSystem.open(name, in: stateDirectory, .create))
            try fileSystem.setPermissions(permissions, of: file.descriptor)
            if ProcessNumber.user == 0 {
                let owner = try fileSystem.status(of: stateDirectory)
                try FileAttributes.setOwner(owner.owner, group: owner.group, of: file.descriptor)
            }
            return file
        } catch {
            guard error.isTaken else { throw .failed(error) }
        }
        do { return Held(try fileSystem.open(name, in: stateDirectory, .append)) } catch { throw .failed(error) }
    }
}
