import Foundation
import LinuxIO
import Testing

@testable import Ingest

@Suite("What is told of a file that cannot be worked on")
struct FileTroubleTests {
    @Test(
        "Each kind of failure has the advice that mends it",
        arguments: [
            (EACCES, "permission to read"), (EPERM, "permission to read"), (EIO, "dmesg, smartctl"),
            (EMFILE, "LimitNOFILE"), (ENFILE, "fs.file-max"), (ENOMEM, "memory"), (ENOSPC, "space"), (EDQUOT, "space"),
            (EROFS, "read-only"), (ESTALE, "server"), (ENOTCONN, "server"), (ENAMETOOLONG, "shorten"),
            (EXDEV, "move its files into the inbox"), (EFBIG, "larger than a file"),
        ]
    )
    func advice(number: Int32, text: String) {
        let trouble = FileTrouble(reading: SystemError("openat2", "a.txt", number: number))
        #expect(trouble.advice.contains(text), "\(trouble.advice)")
        #expect(!trouble.reason.contains("a.txt"))
    }

    @Test("Where a file cannot be moved, the permission that is asked for is that of the folders")
    func moving() {
        let trouble = FileTrouble(moving: SystemError("renameat2", "a.txt", number: EACCES))
        #expect(trouble.advice.contains("to write in the file's folder"))
    }
}
