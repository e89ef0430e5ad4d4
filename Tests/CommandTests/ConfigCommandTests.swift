import Foundation
import Testing
import TestSupport

@Suite("wiredesk config")
struct ConfigCommandTests {
    private let scratch: ScratchDirectory

    init() throws {
        scratch = try ScratchDirectory()
    }

    @Test("What a terminal and a pipe see of check and show")
    func screens() throws {
        let wrong = try scratch.write(
            """
            state_directory: /srv/desk
            setle: 1s
            settle: soon
            max_depth: 300
            "\\e[31m": 1
            """,
            to: "wrong.yaml"
        )
        let right = try scratch.write(
            "state_directory: /srv/desk\nsettle: 2s\nignore: [\"*.half\"]\n",
            to: "right.yaml"
        )
        let empty = try scratch.write("# nothing\n", to: "empty.yaml")
        var table = ScreenTable(replacements: [(scratch.path, "/etc/wiredesk")])
        try table.add(["config", "check", wrong])
        try table.add(["config", "check", wrong, "--json"], media: [.pipe])
        try table.add(["config", "check", right], media: [.pipe, .narrow])
        try table.add(["config", "check", right, "--quiet"], media: [.pipe])
        try table.add(["config", "check", empty], media: [.pipe])
        try table.add(["config", "check", scratch.path + "/nowhere.yaml"], media: [.pipe])
        try table.add(["config", "show", "--config", right], environment: ["WIREDESK_SCAN_INTERVAL": "7s"])
        try table.add(["config", "show", "--config", wrong], media: [.pipe])
        try table.check("config")
    }

    @Test("What programs read is as its schema says")
    func schema() throws {
        let wrong = try scratch.write("setle: 1s\n", to: "wrong.yaml")
        let right = try scratch.write("settle: 2s\n", to: "right.yaml")
        func run(_ arguments: String...) throws -> String {
            try Program.run(
                Program.product("wiredesk"),
                ["config"] + arguments + ["--json"],
                environment: ["WIREDESK_MAX_DEPTH": "3"]
            ).output
        }
        for file in [wrong, right] {
            let output = try run("check", file)
            #expect(!output.isEmpty)
            try JSONSchemaValidator.check(output, against: "wiredesk-config-check")
        }
        let shown = try run("show", "--config", right, "--state-directory", "/srv/desk")
        #expect(!shown.isEmpty)
        try JSONSchemaValidator.check(shown, against: "wiredesk-config-show")
    }

    @Test("What show prints is a configuration of the same values")
    func showIsConfiguration() throws {
        let file = try scratch.write("settle: 2s\nignore: [\"*.half\", \"a b\"]\nmax_file_size: 3MiB\n", to: "a.yaml")
        func show(_ file: String) throws -> [Substring] {
            let ran = try Program.run(
                Program.product("wiredesk"),
                ["config", "show", "--config", file],
                environment: [:]
            )
            #expect(ran.status == 0, "\(ran.errors)")
            return ran.output.split(separator: "\n")
        }
        let first = try show(file)
        let again = try scratch.write(first.joined(separator: "\n") + "\n", to: "b.yaml")
        func values(_ lines: [Substring]) -> [Substring] { lines.map { $0.prefix(while: { $0 != "#" }) } }
        let second = try show(again)
        #expect(
            values(first).map { $0.split(separator: " ").joined(separator: " ") }
                == values(second).map { $0.split(separator: " ").joined(separator: " ") }
        )
    }

    @Test("check tells keys that the environment sets from those of the file")
    func environmentCounted() throws {
        let scratch = try ScratchDirectory()
        try scratch.write("settle: 2s\nmax_depth: 5\n", to: "wiredesk.yaml")
        let ran = try Program.run(
            Program.product("wiredesk"),
            ["config", "check", "--config", scratch.path + "/wiredesk.yaml"],
            environment: ["WIREDESK_MAX_DEPTH": "6"]
        )
        let counted = "1 key is set, 1 key is set in the environment"
        #expect(ran.output.hasSuffix(": all is right; \(counted).\n"), "\(ran.output)")
    }
}
