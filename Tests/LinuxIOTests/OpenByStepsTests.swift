import CLinux
import Foundation
import Testing
import TestSupport

@testable import LinuxIO

@Suite("Opening a path beneath a folder where openat2 is hidden")
struct OpenByStepsTests {
    @Test(
        "Part by part it comes to what openat2 does",
        arguments: [
            "a.txt", "./a.txt", "sub/b.txt", "sub//b.txt", "sub/./b.txt", "sub", "sub/", "sub//", ".", "a.txt/",
            "a.txt/x",
            "missing", "missing/x", "", "link", "linked/b.txt", "sub/link", "out/passwd", "/etc/passwd",
        ]
    )
    func agrees(path: String) throws {
        let scratch = try ScratchDirectory()
        try scratch.write("a", to: "a.txt")
        try scratch.write("b", to: "sub/b.txt")
        for (name, target) in [("link", "a.txt"), ("linked", "sub"), ("sub/link", "../a.txt"), ("out", "/etc")] {
            symlink(target, scratch.path + "/" + name)
        }
        let folder = open(scratch.path, O_RDONLY | O_DIRECTORY)
        defer { close(folder) }
        let beneath = UInt64(CL_RESOLVE_BENEATH | CL_RESOLVE_NO_SYMLINKS | CL_RESOLVE_NO_XDEV)
        let flags = UInt64(O_RDONLY | O_NOFOLLOW | O_NONBLOCK)
        let name = Path(path)
        let expected = cl_open(folder, name.terminated.span, flags, 0, beneath)
        let opened = cl_open_by_steps(folder, name.terminated.span, flags, 0, beneath)
        defer { for number in [expected, opened] where number >= 0 { close(number) } }
        #expect((opened < 0) == (expected < 0), "\(opened) and \(expected)")
        if expected >= 0 && opened >= 0 {
            var first = stat()
            var second = stat()
            #expect(fstat(expected, &first) == 0 && fstat(opened, &second) == 0)
            #expect(first.st_ino == second.st_ino)
        } else {
            #expect(opened == expected)
        }
    }

    @Test(
        "A path that climbs is refused, and so is one that leaves the mount",
        arguments: ["..", "sub/../a.txt", "sub/.."]
    )
    func climbing(path: String) throws {
        let scratch = try ScratchDirectory()
        try scratch.write("b", to: "sub/b.txt")
        let folder = open(scratch.path, O_RDONLY | O_DIRECTORY)
        defer { close(folder) }
        let name = Path(path)
        #expect(cl_open_by_steps(folder, name.terminated.span, 0, 0, UInt64(CL_RESOLVE_BENEATH)) == -EXDEV)
        let root = open("/", O_RDONLY | O_DIRECTORY)
        defer { close(root) }
        let other = Path("proc/self")
        #expect(cl_open_by_steps(root, other.terminated.span, 0, 0, UInt64(CL_RESOLVE_NO_XDEV)) == -EXDEV)
    }
}
