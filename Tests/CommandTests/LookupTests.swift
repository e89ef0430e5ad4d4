import TestSupport

/// Tests of commands that look things up: a desk of every outcome, several agencies, languages and days.
protocol LookupTests {
    var desk: MadeDesk { get }
}

extension LookupTests {
    func wiredesk(_ arguments: String..., environment: [String: String] = [:]) throws -> Program {
        try Program.run(
            Program.product("wiredesk"),
            arguments + desk.options,
            environment: ["TZ": "UTC"].merging(environment) { $1 }
        )
    }
}
