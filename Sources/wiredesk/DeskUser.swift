import Archive
import Commands
import FoundationEssentials
import Ingest
import LinuxIO

/// Whom a command acts as that changes a desk.
enum DeskUser {
    /// Who runs this: behind sudo(8), who has called it. To be asked before ``assume(of:)``.
    static var person: Person {
        let caller = ProcessNumber.user == 0 ? ProcessEnvironment.variables["SUDO_USER"] : nil
        return Person(user: ProcessNumber.user, name: caller ?? ProcessInfo.processInfo.userName)
    }

    /// Acts as the owner of the state directory from now on, where this is root and that is not.
    ///
    /// What root makes in a desk the service could not change later, and a link that the desk's user has put there would
    /// lead root anywhere. As the desk's user a command makes what the service would make, and comes no further.
    static func assume(of stateDirectory: Path) throws(CommandFailure) {
        ProcessUser.keepOthersOut()
        guard ProcessNumber.user == 0 else { return }
        do {
            let fileSystem = LinuxFileSystem()
            let status = try fileSystem.status(of: try fileSystem.openRoot(stateDirectory))
            if status.owner == 0 { return }
            try ProcessUser.become(status.owner, group: status.group)
        } catch  where error.isMissing {
            // Then there is no desk, which the command says in its own words.
        } catch {
            throw CommandFailure(
                "this cannot act as the owner of \(stateDirectory.display): \(error)",
                ExitStatus.noPermission
            )
        }
    }
}
