import Foundation
import TestSupport

/// The lender as systemd starts it: with a listening socket as descriptor 3.
final class Lender {
    let path: String
    private var pid: pid_t = 0

    /// What the unit gives it.
    private static let capabilities = "-all,+lease,+dac_read_search,+fowner"

    /// - Parameter inbox: where it opens files, as a user who has the capabilities of the unit and owns nothing.
    init(in scratch: ScratchDirectory, inbox: String? = nil) throws {
        path = scratch.path + "/leases"
        let listener = try LocalSocket.bind(to: path, type: SOCK_SEQPACKET)
        defer { close(listener) }
        guard listen(listener, 4) == 0 else { throw POSIXError(.EIO) }
        var actions = posix_spawn_file_actions_t()
        posix_spawn_file_actions_init(&actions)
        defer { posix_spawn_file_actions_destroy(&actions) }
        // Descriptor 3 may be the listener itself, which would keep its close-on-exec flag.
        let spare = fcntl(listener, F_DUPFD_CLOEXEC, 100)
        defer { close(spare) }
        posix_spawn_file_actions_adddup2(&actions, spare, 3)
        var words = [Program.product("wiredesk-leases")]
        if let inbox {
            let capabilities = Lender.capabilities
            words =
                ["/usr/bin/setpriv", "--reuid=65532", "--regid=65532", "--clear-groups"]
                + ["--bounding-set", capabilities, "--inh-caps", capabilities, "--ambient-caps", capabilities]
                + words + [inbox]
        }
        var arguments: [UnsafeMutablePointer<CChar>?] = words.map { strdup($0) } + [nil]
        defer { for argument in arguments { free(argument) } }
        guard posix_spawn(&pid, words[0], &actions, nil, &arguments, environ) == 0 else { throw POSIXError(.ENOENT) }
    }

    /// How many descriptors it has open: proc(5).
    var descriptors: Int {
        get throws { try FileManager.default.contentsOfDirectory(atPath: "/proc/\(pid)/fd").count }
    }

    func end() {
        guard pid != 0 else { return }
        kill(pid, SIGKILL)
        var status: Int32 = 0
        waitpid(pid, &status, 0)
        pid = 0
    }

    deinit { end() }
}
