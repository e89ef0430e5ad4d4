import Foundation
import Testing
import TestSupport

@Suite("A command line that is wrong")
struct UsageTests {
    @Test(
        "It is told in one line that says what to do, and the status is 64",
        arguments: [
            (["statsu"], "there is no subcommand statsu of wiredesk; did you mean status?"),
            (["quarantine", "lst"], "there is no subcommand lst of wiredesk quarantine; did you mean list?"),
            (["help", "lst"], "there is no subcommand lst of wiredesk; did you mean list?"),
            (["help", "quarantine", "lst"], "there is no subcommand lst of wiredesk quarantine; did you mean list?"),
            (["help", "list", "x"], "wiredesk list has no subcommands, and so none that is x"),
            (["config", "sow"], "there is no subcommand sow of wiredesk config; did you mean show?"),
            (["-x"], "there is no option -x; see `wiredesk --help`"),
            (["log", "--limi", "3"], "there is no option --limi; did you mean --limit?"),
            (["log", "--quiet-please"], "there is no option --quiet-please; see `wiredesk log --help`"),
            (["log", "--limit"], "--limit needs a value, as in --limit <number>; see `wiredesk log --help`"),
            (["log", "--limit", "-3"], "--limit must be 0 or more; 0 means all"),
            (["export", "-n", "-3"], "--limit must be 0 or more; 0 means all"),
            (["find", "--limit", "-3", "x"], "--limit must be 0 or more; 0 means all"),
            (
                ["find", "--headline", "x"],
                "there is no option --headline; it is a word of the search, as in: wiredesk find headline:ferry"
            ),
            (
                ["find", "--source", "TASS", "source:AP"],
                "source is given twice, as TASS and as AP; an article has one"
            ),
            (["find", "ferry", "AND"], "AND has nothing behind it; to look for the word, write '\"and\"'"),
            (["log", "--limit", "x"], "the value 'x' is invalid for '--limit <number>'; see `wiredesk log --help`"),
            (["log", "--json=3"], "--json takes no value, and 3 was given; see `wiredesk log --help`"),
            (["log", "this", "that"], "this is one argument too many; see `wiredesk log --help`"),
            (["show"], "<article> is missing; see `wiredesk show --help`"),
            (["show", ""], "say which article: its number, its id, a file's name, or last"),
            (
                ["show", "-1"],
                "there is no option -1; what begins with a dash stands behind --, as in: wiredesk show -- -1"
            ),
            (["find", "--bogus", "x"], "there is no option --bogus; see `wiredesk find --help`"),
            (["find", "--", "-x"], "it only says what must not be there; give a word that must, too"),
            (
                ["find", "sorce:TASS"],
                "there is no filter sorce:, only source:, place:, section:, language:, headline:, since:, until:, on:; "
                    + "to look for it as words, write '\"sorce:TASS\"'"
            ),
            (
                ["export", "--format", "xml"],
                "the value 'xml' is invalid for '--format <format>'. Please provide one of 'jsonl', 'csv' or 'ninjs'; "
                    + "see `wiredesk export --help`"
            ),
            (["export", "--output", ""], "--output names no file; leave it out for standard output"),
            (["quarantine", "retry"], "say which files: their names, or --reason CODE, or --all"),
            (
                ["quarantine", "retry", "--all", "x"],
                "x and --all say differently which files are meant; give one of them"
            ),
            (["quarantine", "show", "x", "--lines", "-2"], "--lines -2 is out of range; it must be 0 or more"),
            (
                ["config", "chk\u{1B}[31m\n"],
                "there is no subcommand chk\\u{1b}[31m\\n of wiredesk config; they are check, show"
            ),
        ]
    )
    func oneLine(arguments: [String], message: String) throws {
        let ran = try Program.run(Program.product("wiredesk"), arguments, environment: [:])
        #expect(ran.errors == "wiredesk: \(message)\n")
        #expect(ran.output == "")
        #expect(ran.status == 64)
    }

    @Test("Help is no error, and that of wiredesk lists the exit statuses")
    func help() throws {
        let ran = try Program.run(Program.product("wiredesk"), ["--help"], environment: [:])
        #expect(ran.status == 0)
        #expect(ran.errors == "")
        for status in ["0", "1", "3", "64", "65", "66", "69", "70", "73", "74", "75", "77", "78"] {
            #expect(
                ran.output.contains("\n  \(status.padding(toLength: 3, withPad: " ", startingAt: 0)) "),
                "\(status)"
            )
        }
        #expect(try Program.run(Program.product("wiredesk"), ["log", "--help"], environment: [:]).status == 0)
        #expect(try Program.run(Program.product("wiredesk"), ["--version"], environment: [:]).status == 0)
    }

    @Test(
        "The daemon tells what is wrong with its own in one line too",
        arguments: [
            (["--nope"], "unknown option '--nope'"), (["extra"], "unexpected argument 'extra'"),
            (["--inbox"], "missing value for '--inbox <dir>'"),
            (["a\u{1B}[31mb"], "unexpected argument 'a\\u{1b}[31mb'"),
        ]
    )
    func daemon(arguments: [String], problem: String) throws {
        let ran = try Program.run(Program.product("wiredeskd"), arguments, environment: [:])
        #expect(ran.status == 64)
        #expect(ran.output == "")
        #expect(ran.errors == "wiredeskd: \(problem); see `wiredeskd --help`\n")
    }
}
