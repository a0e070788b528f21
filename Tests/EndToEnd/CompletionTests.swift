import Foundation
import TestSupport
import Testing

/// What the shells offer, asked of the shells themselves.
@Suite struct CompletionTests {
    /// Presses Tab behind these words in a real bash with the script that the program makes; answers what it offers.
    private func bash(_ words: [String], at board: TestBoard) throws -> [String] {
        let script = """
            PATH="$(dirname "$0"):$PATH"
            source <("$0" --generate-completion-script bash)
            COMP_WORDS=("$@"); COMP_CWORD=$(($# - 1)); COMP_LINE="$*"; COMP_POINT=${#COMP_LINE}
            _stoa stoa "${COMP_WORDS[COMP_CWORD]}" "${COMP_WORDS[COMP_CWORD - 1]}"
            printf '%s\\n' "${COMPREPLY[@]}"
            """
        var environment = StoaProgram.environment(home: board.directory.file("home"))
        environment["STOA_BOARD"] = board.path
        let result = try runProgram(
            ["-c", script, StoaProgram.path] + words, path: "/bin/bash", environment: environment)
        #expect(result.errors.isEmpty, "\(result.errors)")
        return result.lines
    }

    @Test func channelsHandlesAndIdsAreOffered() throws {
        let board = try TestBoard()
        let id = try board.post("Topic", "text")
        _ = try board.stoa("list")
        #expect(try bash(["stoa", "list", "--channel", "gen"], at: board) == ["general"])
        let ids = try bash(["stoa", "read", ""], at: board)
        #expect(ids.contains { "\(id)".hasPrefix($0) || $0.hasPrefix("\(id)") }, "\(ids)")
        #expect(try !bash(["stoa", "member", "show", ""], at: board).isEmpty)
        let addressees = try bash(["stoa", "message", "@"], at: board)
        #expect(!addressees.isEmpty && addressees.allSatisfy { $0.hasPrefix("@") })
    }

    @Test func namesOfThemesTemplatesAndSettingsAreOffered() throws {
        let board = try TestBoard()
        #expect(try bash(["stoa", "theme", "show", "high"], at: board) == ["high-contrast"])
        #expect(try bash(["stoa", "template", "show", "prof"], at: board) == ["professional"])
        #expect(try bash(["stoa", "config", "show", "not"], at: board) == ["notify"])
    }

    /// Presses Tab in a real shell at a terminal, and waits for what it makes of the line.
    private func press(_ shell: TerminalSession, _ line: String, expecting completed: String) throws {
        shell.send(line)
        try shell.waitFor("ready> " + line.trimmingCharacters(in: .whitespaces))
        shell.send("\t")
        // fish asks each of some 1,700 conditions of the script, which takes it a second where nothing else runs.
        try shell.waitFor("ready> " + completed, timeout: 180)
        // The line away, for the next one.
        shell.send("\u{15}")
        #expect(shell.wait(timeout: 180) { screen in screen.last { !$0.isEmpty } == "ready>" }, "\(shell.screen)")
    }

    @Test(.enabled(if: path(ofShell: "zsh") != nil, "zsh is not installed"))
    func zshOffersTheSame() throws { try press(in: "zsh") }

    @Test(.enabled(if: path(ofShell: "fish") != nil, "fish is not installed"))
    func fishOffersTheSame() throws { try press(in: "fish") }

    private func press(in name: String) throws {
        let board = try TestBoard()
        let id = try board.post("Topic", "text")
        _ = try board.stoa("list")
        let script = board.directory.file(name == "zsh" ? "_stoa" : "stoa.fish")
        try board.stoa("--generate-completion-script", name).output
            .write(toFile: script, atomically: true, encoding: .utf8)
        let setUp =
            name == "zsh"
            ? "fpath=('\(board.directory.path)' $fpath); autoload -Uz compinit; compinit -u -D; PS1='ready> '"
            : "source '\(script)'; function fish_prompt; printf 'ready> '; end; function fish_greeting; end"
        let file = board.directory.file("setup")
        try setUp.write(toFile: file, atomically: true, encoding: .utf8)
        let program = URL(fileURLWithPath: StoaProgram.path).deletingLastPathComponent().path
        let shell = try TerminalSession(
            name == "zsh" ? ["-f", "-i"] : ["--no-config", "-C", "source '\(file)'"],
            path: try #require(Self.path(ofShell: name)),
            environment: board.environment(home: "home", ["PATH": program + ":/usr/bin:/bin"]))
        if name == "zsh" { shell.send("source '\(file)'; clear\r") }
        #expect(shell.wait { screen in screen.last { !$0.isEmpty } == "ready>" }, "\(shell.screen)")
        try press(shell, "stoa list --channel gen", expecting: "stoa list --channel general")
        try press(shell, "stoa theme show high", expecting: "stoa theme show high-contrast")
        try press(shell, "stoa read ", expecting: "stoa read " + id.prefix(4))
    }

    private static func path(ofShell name: String) -> String? {
        ["/bin/", "/usr/bin/"].map { $0 + name }.first(where: FileManager.default.isExecutableFile)
    }

    @Test(arguments: ["bash", "zsh", "fish"])
    func theShellsTakeTheScripts(shell: String) throws {
        let home = try TemporaryDirectory()
        let environment = StoaProgram.environment(home: home.path)
        let script = try runProgram(["--generate-completion-script", shell], environment: environment)
        #expect(script.status == 0 && script.output.contains("stoa"))
        guard let path = Self.path(ofShell: shell) else { return }
        let file = home.file("stoa.\(shell)")
        try script.output.write(toFile: file, atomically: true, encoding: .utf8)
        let checked = try runProgram(["-n", file], path: path, environment: environment)
        #expect(checked.status == 0, "\(checked.errors)")
    }

    @Test func whereThereIsNoBoardNothingIsOfferedAndNothingSaid() throws {
        let home = try TemporaryDirectory()
        var environment = StoaProgram.environment(home: home.path)
        environment["SAP_SHELL"] = "bash"
        let asked = try runProgram(
            ["---completion", "read", "--", "positional@0", "2", "0", "stoa", "read", ""], environment: environment,
            directory: home.path)
        #expect(asked.lines.isEmpty && asked.errors.isEmpty, "\(asked)")
    }
}
