import Foundation
import LinuxIO
import Testing
import TestSupport

@Suite("What a shell offers when a word was begun")
struct CompletionTests {
    @Test("Reasons, articles and names in quarantine are offered, names as they are printed")
    func quarantine() throws {
        let desk = try hostileQuarantine()
        #expect(
            try offered(["quarantine", "show"], "positional@0", "", in: desk) == Self.hostile.map(\.printed).sorted()
        )
        #expect(try offered(["quarantine", "retry"], "positional@0", "li", in: desk) == [#"line\nbreak.txt"#])
        #expect(try offered(["quarantine", "list"], "--reason", "", in: desk) == [])
        #expect(try offered(["show"], "positional@0", "", in: desk) == ["last"])
    }

    @Test("What bash puts on the command line is the name, whatever it would be to a shell, and nothing of it is run")
    func bash() throws {
        let desk = try hostileQuarantine()
        let script = desk.scratch.path + "/complete.bash"
        let program = Program.product("wiredesk")
        try Program.run(program, ["--generate-completion-script", "bash"]).output
            .write(toFile: script, atomically: true, encoding: .utf8)
        // As readline calls it: the line so far, its words, and the one that is begun.
        let ask = """
            cd "$1"; wiredesk() { "$WIREDESK" "$@"; }; source "$2"
            COMP_WORDS=(wiredesk quarantine show --state-directory "$3" "$4")
            COMP_CWORD=5; COMP_LINE="${COMP_WORDS[*]}"; COMP_POINT=${#COMP_LINE}
            _wiredesk wiredesk "$4" "$3"; printf '%s\\n' "${COMPREPLY[@]}"
            """
        func completed(_ begun: String) throws -> [String] {
            let ran = try Program.run(
                "/bin/bash",
                ["-c", ask, "bash", desk.scratch.path, script, desk.path, begun],
                environment: ["WIREDESK": program]
            )
            #expect(ran.errors == "")
            return ran.output.split(separator: "\n").map(String.init).sorted()
        }
        let before = try desk.scratch.names()
        #expect(try completed("") == Self.hostile.map(\.printed).sorted())
        #expect(try completed(#"'$(to"#) == ["$(touch pwned).txt"])
        // What readline would set behind the word as it stands, to be run.
        for begun in [#"\$\(to"#, "$(to", #"\`"#, #"line\\n"#] { #expect(try completed(begun) == []) }
        #expect(try completed("'a b") == ["a b's.txt"])
        #expect(try desk.scratch.names() == before)
        for (_, printed) in Self.hostile {
            let shown = try Program.run(program, ["quarantine", "show", printed, "--state-directory", desk.path])
            #expect(shown.status == 0, "\(shown.errors)")
        }
    }

    @Test("zsh is told that no colon and no backslash of a name mean anything, fish gets names as they are")
    func otherShells() throws {
        let desk = try hostileQuarantine()
        let zsh = try offered(["quarantine", "show"], "positional@0", "", in: desk, shell: "zsh")
        #expect(zsh.contains(#"a\:b.txt"#))
        #expect(zsh.contains(#"line\\nbreak.txt"#))
        let fish = try offered(["quarantine", "show"], "positional@0", "", in: desk, shell: "fish")
        #expect(fish == Self.hostile.map(\.printed).sorted())
    }

    /// Names as they are, and as they are printed.
    private static let hostile: [(name: [UInt8], printed: String)] = [
        (Array("$(touch pwned).txt".utf8), "$(touch pwned).txt"), (Array("`touch pwned`".utf8), "`touch pwned`"),
        (Array("a b's.txt".utf8), "a b's.txt"), (Array("a:b.txt".utf8), "a:b.txt"),
        (Array("line\nbreak.txt".utf8), #"line\nbreak.txt"#), (Array("x\u{1B}[31m.txt".utf8), #"x\u{1b}[31m.txt"#),
        ([0x79, 0xFF], #"y\xff"#), (Array("*".utf8), "*"), (Array("~root".utf8), "~root"),
    ]

    private func hostileQuarantine() throws -> ScratchDesk {
        let desk = try ScratchDesk()
        let folder = desk.path + "/quarantine/"
        try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
        for (name, _) in Self.hostile {
            let path = (Array(folder.utf8) + name + [0]).map { CChar(bitPattern: $0) }
            close(open(path, O_CREAT | O_WRONLY, 0o600))
        }
        return desk
    }

    /// What is offered for a word that was begun, as the script of a shell asks for it.
    private func offered(
        _ command: [String],
        _ argument: String,
        _ begun: String,
        in desk: ScratchDesk,
        shell: String? = nil
    ) throws -> [String] {
        let words = ["wiredesk"] + command + ["--state-directory", desk.path, begun]
        let place = ["\(words.count - 1)", "\(begun.utf8.count)"]
        return try Program.run(
            Program.product("wiredesk"),
            ["---completion"] + command + ["--", argument] + place + words,
            environment: shell.map { ["SAP_SHELL": $0] } ?? [:]
        ).output.split(separator: "\n").map(String.init).filter { $0 != " " }
    }

    @Test("Sources are offered for completion, whatever case was begun with")
    func sources() throws {
        let desk = try MadeDesk.example()
        func offered(_ begun: String) throws -> [String] {
            try Program.run(
                Program.product("wiredesk"),
                [
                    "---completion", "list", "--", "--source", "4", "\(begun.utf8.count)", "wiredesk", "list",
                    "--state-directory", desk.path, "--source", begun,
                ]
            ).output.split(separator: "\n").map(String.init)
        }
        #expect(try offered("") == ["EXAMPLE", "Example", "TASS", "新华社"])
        #expect(try offered("ta") == ["TASS"])
    }
}
