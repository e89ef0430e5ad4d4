import CLinux

/// The lock by which one process has a state directory for itself, for as long as the value lives.
///
/// A record lock of fcntl(2) on the file `lock`: the kernel lets it go when the process ends, however it ends, and tells
/// anyone who asks which process holds it. The file stays, and stays empty. The lock would also be lost if the process
/// that holds it opened and closed the file a second time; so nothing but this type touches it, and who holds the lock
/// does not ask for its ``holder(of:fileSystem:)``.
///
/// The directory itself is locked too, by flock(2): the file may be deleted while the lock is held, and a second process
/// would make another file and lock that. Where the file system locks no directories (NFS), the file alone decides.
public struct StateLock: ~Copyable, Sendable {
    private static let name: Path = "lock"
    private let file: Descriptor
    private let directory: Descriptor

    /// Who holds a lock.
    public enum Holder: Sendable, Equatable {
        /// A process of this machine, by its id.
        case process(Int32)
        /// A process whose id cannot be seen from here: in another PID namespace, or on another machine.
        case elsewhere
        /// A process whose file `lock` was deleted, so that nothing names it.
        case unnamed
    }

    /// Why a lock was not taken.
    public enum Refusal: Error, Sendable, Equatable, CustomStringConvertible {
        /// Another process has it.
        case held(by: Holder)
        case failed(SystemError)

        public var description: String {
            switch self {
            case .held(by: .process(let id)): "already in use by the process with pid \(id)"
            case .held(by: .elsewhere): "already in use by a process outside this container or machine"
            case .held(by: .unnamed):
                "already in use by a process whose file “lock” was deleted; end that process, and start again"
            case .failed(let error): error.description
            }
        }
    }

    /// Takes the lock of a state directory, and refuses at once where another process has it.
    public init(of stateDirectory: borrowing Descriptor, fileSystem: any FileSystem) throws(Refusal) {
        let locked = try Self.lockDirectory(stateDirectory, fileSystem)
        let opened = try Self.openForLocking(in: stateDirectory, fileSystem)
        try Self.lock(opened.number)
        directory = locked
        file = opened
    }

    private static func lockDirectory(
        _ stateDirectory: borrowing Descriptor,
        _ fileSystem: any FileSystem
    ) throws(Refusal) -> Descriptor {
        // Again where the one that had it let go meanwhile, or only asked.
        for _ in 0..<4 {
            let holder: Holder?
            do {
                let directory = try fileSystem.open(".", in: stateDirectory, .directory)
                guard isLocked(directory.number, orTake: true) else { return directory }
                holder = try Self.holder(of: stateDirectory, fileSystem: fileSystem)
            } catch {
                throw .failed(error)
            }
            if let holder { throw .held(by: holder) }
        }
        throw .held(by: .unnamed)
    }

    /// Whether another process has the directory locked; false too where the file system cannot tell.
    ///
    /// - Parameter take: whether it is locked from now on where nobody has it, until the descriptor is closed.
    private static func isLocked(_ directory: Int32, orTake take: Bool) -> Bool {
        let result = cl_lock_directory(directory, take ? 0 : 1)
        return result < 0 && SystemError("flock", name, number: -result).isHeldElsewhere
    }

    private static func lock(_ number: Int32) throws(Refusal) {
        // Twice, in case the one that had it let go between the refusal and the question.
        for _ in 0..<2 {
            let result = cl_lock(number)
            if result >= 0 { return }
            let error = SystemError("fcntl", name, number: -result)
            guard error.isHeldElsewhere else { throw .failed(error) }
            let asked = Result { () throws(SystemError) in try holder(ofFile: number) }
            switch asked {
            case .success(let holder?): throw .held(by: holder)
            case .success(nil): continue
            case .failure(let error): throw .failed(error)
            }
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

    private static func openForLocking(
        in stateDirectory: borrowing Descriptor,
        _ fileSystem: any FileSystem
    ) throws(Refusal) -> Descriptor {
        do {
            do {
                let file = try fileSystem.open(name, in: stateDirectory, .create)
                // Everyone may ask who holds it.
                try fileSystem.setPermissions(0o644, of: file)
                return file
            } catch  where error.isTaken {
                return try fileSystem.open(name, in: stateDirectory, .append)
            }
        } catch {
            throw .failed(error)
        }
    }
}
