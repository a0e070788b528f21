import Foundation
import TestSupport
import Testing

/// The manual's pages, as groff reads them.
@Suite struct ManualTests {
    @Test func everyCommandHasAPageThatGroffTakesWithoutAWord() throws {
        let home = try TemporaryDirectory()
        let environment = StoaProgram.environment(home: home.path)
        let folder = home.file("man1")
        let written = try runProgram(["manual", "--all", folder], environment: environment)
        #expect(written.status == 0, "\(written.errors)")
        let pages = try FileManager.default.contentsOfDirectory(atPath: folder)
        #expect(pages.contains("stoa.1") && pages.contains("stoa-read.1") && pages.contains("stoa-feedback-give.1"))
        guard FileManager.default.isExecutableFile(atPath: "/usr/bin/groff") else { return }
        let files = pages.sorted().map { "\(folder)/\($0)" }
        let formatted = try runProgram(
            ["-ww", "-man", "-Tutf8"] + files, path: "/usr/bin/groff", environment: environment)
        #expect(formatted.status == 0 && formatted.errors.isEmpty, "\(formatted.errors.prefix(500))")
    }

    @Test func thePageSaysWhatTheHelpSays() throws {
        let home = try TemporaryDirectory()
        let environment = StoaProgram.environment(home: home.path)
        let page = try runProgram(["manual", "config", "check"], environment: environment)
        #expect(
            page.output.contains("stoa\\-config\\-check \\- Says what is wrong with your settings, by line and key."))
        #expect(page.output.contains("\\fB\\-\\-json\\fR"))
        let whole = try runProgram(["manual"], environment: environment)
        for expected in ["KEYS", "CONFIGURATION", "EXIT STATUS", "(mark\\-all\\-read)", "\\fBafter_send\\fR"] {
            #expect(whole.output.contains(expected), "\(expected)")
        }
        #expect(try runProgram(["manual", "nothing"], environment: environment).status == 66)
    }
}
