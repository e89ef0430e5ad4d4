import Foundation
import Glibc

/// What another user sees of this machine.
public enum OtherUser {
    #if arch(x86_64)
    private static let setresuid = 117
    #elseif arch(arm64)
    private static let setresuid = 147
    #endif

    /// Does something as another user, without any capability. Only for root; only the calling thread changes, which is
    /// why it is the system call that is made, and not the function of the C library.
    @discardableResult
    public static func run<Result>(as user: uid_t, _ body: () throws -> Result) throws -> Result {
        typealias SystemCall = @convention(c) (Int, Int, Int, Int) -> Int
        guard let address = dlsym(nil, "syscall") else { throw POSIXError(.ENOSYS) }
        let call = unsafeBitCast(address, to: SystemCall.self)
        guard call(setresuid, -1, Int(user), -1) == 0 else { throw POSIXError(.EPERM) }
        let result = Swift.Result { try body() }
        guard call(setresuid, -1, 0, -1) == 0 else { throw POSIXError(.EPERM) }
        return try result.get()
    }
}
