import Foundation
import Testing
import TestSupport

@Suite("Deploy/wiredesk.rules.yml and Deploy/wiredesk.dashboard.json")
struct AlertRulesTests {
    private let top = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
        .deletingLastPathComponent()

    private func text(_ name: String) throws -> String {
        try String(contentsOf: top.appending(path: name), encoding: .utf8)
    }

    @Test("promtool finds the alert rules sound")
    func soundRules() throws {
        let check = try Program.run("promtool", ["check", "rules", top.path + "/Deploy/wiredesk.rules.yml"])
        #expect(check.status == 0, "\(check.output)\(check.errors)")
    }

    @Test("Each alert comes when it is to come, and does not where all is well")
    func alerts() throws {
        let test = try Program.run("promtool", ["test", "rules", top.path + "/Tests/Deploy/wiredesk.rules.test.yml"])
        #expect(test.status == 0, "\(test.output)\(test.errors)")
    }

    @Test("Every alert has a test, and every metric that alerts and dashboard speak of is one that the desk tells")
    func knownMetrics() throws {
        let rules = try text("Deploy/wiredesk.rules.yml")
        let tests = try text("Tests/Deploy/wiredesk.rules.test.yml")
        for alert in rules.matches(of: /alert: (\w+)/) {
            #expect(tests.contains("alertname: \(alert.1)"), "\(alert.1)")
        }
        let told = try ["Metrics", "PublisherStatus"].map { try text("Sources/Operations/Status/\($0).swift") }.joined()
        let dashboard = try text("Deploy/wiredesk.dashboard.json")
        _ = try #require(try JSONSerialization.jsonObject(with: Data(dashboard.utf8)) as? [String: Any])
        let expressions =
            rules.matches(of: /expr: (.*)/).map { String($0.1) }
            + dashboard.matches(of: /"expr": "(.*)"/).map { String($0.1) }
        #expect(expressions.count > 20)
        for expression in expressions {
            for name in expression.matches(of: /wiredesk_\w+/) {
                var family = String(name.0)
                for suffix in ["_bucket", "_sum", "_count"] where family.hasSuffix(suffix) {
                    family.removeLast(suffix.count)
                }
                #expect(told.contains("\"\(family)\""), "\(family)")
            }
        }
    }
}
