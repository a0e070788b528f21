import ArgumentParser

/// Lets people say which board, and as whom, before the command too: `stoa --board DIR list`. The parser knows these
/// options as each command's own, so they are put behind the command's name.
enum CommandLineOrder {
    private static let leading: Set<String> = ["--board", "--as"]

    /// The words in the order that the parser takes them in; unchanged when nothing stands before a command.
    static func behindCommand(_ words: [String]) -> [String] {
        let options = leadingOptions(words)
        let rest = words.dropFirst(options.count)
        let command = commandWords(Array(rest), of: Stoa.self)
        guard !options.isEmpty, !command.isEmpty else { return words }
        return command + options + rest.dropFirst(command.count)
    }

    private static func leadingOptions(_ words: [String]) -> [String] {
        var taken: [String] = []
        while taken.count < words.count {
            let word = words[taken.count]
            if leading.contains(word), taken.count + 1 < words.count {
                taken += [word, words[taken.count + 1]]
            } else if leading.contains(where: { word.hasPrefix($0 + "=") }) {
                taken.append(word)
            } else {
                break
            }
        }
        return taken
    }

    /// The words at the beginning that name a command and the commands below it.
    private static func commandWords(_ words: [String], of command: any ParsableCommand.Type) -> [String] {
        let configuration = command.configuration
        let below = configuration.subcommands + configuration.groupedSubcommands.flatMap(\.subcommands)
        guard let word = words.first, let found = below.first(where: { name(of: $0) == word }) else { return [] }
        return [word] + commandWords(Array(words.dropFirst()), of: found)
    }

    /// The name that the parser gives a command: its own, or its type's with hyphens between the words.
    private static func name(of command: any ParsableCommand.Type) -> String {
        command.configuration.commandName
            ?? String(describing: command).reduce(into: "") { name, letter in
                if letter.isUppercase, !name.isEmpty { name += "-" }
                name += letter.lowercased()
            }
    }
}
