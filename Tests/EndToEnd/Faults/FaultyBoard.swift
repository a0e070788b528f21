import Foundation
import TestSupport

/// The state before a way of writing, made once and put back before each attempt, always in the same place.
struct FaultyBoard {
    private let directory: TemporaryDirectory
    private let layer: FaultLayer
    /// The first lines that the preparation's commands printed.
    private var answers: [String] = []

    /// Where the attempt takes place: boards, homes, remotes.
    var work: String { directory.file("work") }
    private var template: String { directory.file("template") }

    init(_ path: WritePath) throws {
        directory = try TemporaryDirectory()
        for folder in ["work/home", "layer"] {
            try FileManager.default.createDirectory(
                atPath: directory.file(folder), withIntermediateDirectories: true)
        }
        layer = try FaultLayer(below: directory.file("work"), folder: directory.file("layer"))
        for (name, content) in path.files {
            try content.write(toFile: work + "/" + name, atomically: true, encoding: .utf8)
        }
        for words in path.preparation {
            let result = try run(words)
            guard result.status == 0 else { throw CommandFailed(result: result) }
            answers.append(result.lines.first ?? "")
        }
        try FileManager.default.moveItem(atPath: work, toPath: template)
    }

    /// Puts everything back to how it was.
    func restore() throws {
        let copied = try runProgram(
            ["-c", "rm -rf '\(work)' && cp -a '\(template)' '\(work)'"], path: "/bin/sh",
            environment: ["PATH": "/usr/bin:/bin"])
        guard copied.status == 0 else { throw CommandFailed(result: copied) }
    }

    /// Runs a command in the folder, `$1` standing for what the first of the preparation's commands printed. The first
    /// word may also be `sh` or `git`.
    func run(_ words: [String], with fault: Fault? = nil, isCounted: Bool = false) throws -> ProgramResult {
        var words = words.map { word in
            answers.indices.reversed().reduce(word) { $0.replacing("$\($1 + 1)", with: answers[$1]) }
        }
        var path = StoaProgram.path
        if let program = ["sh": "/bin/sh", "git": "/usr/bin/git"][words[0]] {
            path = program
            words.removeFirst()
        }
        let variables = fault != nil || isCounted ? layer.environment(fault) : [:]
        return try runProgram(
            words, path: path,
            environment: StoaProgram.environment(
                home: work + "/home", ["STOA": StoaProgram.path].merging(variables) { $1 }), directory: work)
    }

    /// The calls of a command about files in the folder.
    func calls(of words: [String]) throws -> (result: ProgramResult, calls: [CountedCall]) {
        (try run(words, isCounted: true), try layer.takeCalls())
    }
}
