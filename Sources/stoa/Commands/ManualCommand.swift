import ArgumentParser
import Features
import Foundation

/// `stoa manual`: the pages for man(1).
struct ManualCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "manual", abstract: "Prints the manual page of a command, or writes those of all.",
        discussion: """
            The page is source for man(1): stoa manual | man \\-l \\- shows it. --all writes every page into a folder, as \
            packages want them: stoa manual --all ~/.local/share/man/man1.
            """.replacing("\\-", with: "-"))

    @Argument(help: "The command; the program's own page if left out.") var words: [String] = []
    @Option(
        name: .long, help: ArgumentHelp("Writes all pages into this folder.", valueName: "dir"), completion: .directory)
    var all: String?

    func run() throws {
        let program = try CommandDescription.program()
        let version = Stoa.configuration.version
        if let all {
            try Confinement.checkFiles()
            return try write(ManualPage.all(program, path: ["stoa"], version: version), to: all)
        }
        guard let command = program.named(words[...]) else {
            throw CommandFailure(
                "there is no command \(words.joined(separator: " ")); `stoa help` lists them", .notFound)
        }
        print(ManualPage(command, path: ["stoa"] + words, version: version).roff(), terminator: "")
    }

    private func write(_ pages: [ManualPage], to folder: String) throws {
        do {
            try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
            for page in pages {
                try page.roff().write(toFile: "\(folder)/\(page.name).1", atomically: true, encoding: .utf8)
            }
        } catch {
            throw CommandFailure(
                "the pages cannot be written to \(folder): \(error.localizedDescription)", .cannotCreate)
        }
        Output.line("\(pages.count) pages in \(folder)")
    }
}
