import Foundation
import TestSupport
import Testing

/// `stoa config`: what is set, by whom, and what is wrong with it.
@Suite struct ConfigTests {
    private func configure(_ home: TemporaryDirectory, _ text: String) throws -> [String: String] {
        let folder = home.file(".config/stoa")
        try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
        try text.write(toFile: folder + "/config.toml", atomically: true, encoding: .utf8)
        return StoaProgram.environment(home: home.path)
    }

    @Test func everySettingSaysWhereItComesFrom() throws {
        let home = try TemporaryDirectory()
        var environment = try configure(home, "\nmouse = false\neditor = [\"nano\", \"-w\"]\n[keys]\nreply = \"X\"\n")
        environment["STOA_THEME"] = "dark"
        environment["BROWSER"] = "lynx"
        let listed = try runProgram(["config"], environment: environment)
        #expect(listed.status == 0, "\(listed.errors)")
        func line(_ key: String) -> String { listed.lines.first { $0.hasPrefix(key + " ") } ?? "" }
        #expect(line("mouse").contains("false  (") && line("mouse").contains("config.toml, line 2)"))
        #expect(line("editor").contains("[\"nano\", \"-w\"]"))
        #expect(line("theme").contains("\"dark\"  ($STOA_THEME)"))
        #expect(line("browser").contains("\"lynx\"  ($BROWSER)"))
        #expect(line("keys").contains("reply = [\"X\"]") && line("keys").contains("line 4)"))
        #expect(line("peek").contains("false  (default)"))
    }

    @Test func aSettingIsExplainedWithItsChoices() throws {
        let home = try TemporaryDirectory()
        let environment = try configure(home, "")
        let shown = try runProgram(["config", "show", "after_send"], environment: environment)
        #expect(shown.output.contains("\"stay\", \"next\""))
        let json = try runProgram(["config", "show", "notify", "--json"], environment: environment)
        let document = try JSONSerialization.jsonObject(with: Data(json.output.utf8)) as? [String: String]
        #expect(Set((document ?? [:]).keys) == ["key", "value", "origin", "meaning", "choices", "default"])
        #expect(try runProgram(["config", "show", "nothing"], environment: environment).status == 66)
    }

    @Test func quietHoursAreASettingOfOnesOwn() throws {
        let home = try TemporaryDirectory()
        let environment = try configure(home, "quiet_hours = \"22-7\"\n")
        let shown = try runProgram(["config", "show", "quiet_hours"], environment: environment)
        #expect(shown.output.contains("\"22:00-07:00\"") && shown.output.contains("no reminder shows"))
        let wrong = try configure(home, "quiet_hours = \"at night\"\n")
        #expect(try runProgram(["config", "check"], environment: wrong).output.contains("quiet_hours cannot be that"))
    }

    @Test func checkingNamesLineAndKey() throws {
        let home = try TemporaryDirectory()
        let text = "mouse = \"maybe\"\nthme = \"dark\"\ntheme = \"nowhere\"\nnotify = \"loud\"\n[keys]\nfly = \"f\"\n"
        let environment = try configure(home, text)
        let checked = try runProgram(["config", "check"], environment: environment)
        #expect(checked.status == 65)
        for expected in [
            "line 1: mouse cannot be that; it is true or false", "line 2: there is no setting thme",
            "line 3: theme: there is no theme nowhere", "line 4: notify cannot be that; it is \"none\"",
            "line 6: there is no action",
        ] { #expect(checked.output.contains(expected), "\(expected) in \(checked.output)") }
        #expect(checked.errors.isEmpty)
        let fine = try runProgram(["config", "check"], environment: try configure(home, "mouse = true\n"))
        #expect(fine.status == 0 && fine.output.contains("nothing is wrong"))
    }
}
