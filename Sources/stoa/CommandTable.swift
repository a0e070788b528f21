import ArgumentParser
import Features

/// All commands, as `stoa help` groups them: those of the program itself around those of the features.
enum CommandTable {
    static let groups: [CommandGroup] =
        [
            CommandGroup(
                name: "The program",
                subcommands: [
                    OpenCommand.self, DemoCommand.self, ThemeCommand.self, KeysCommand.self, ConfigCommand.self,
                    ManualCommand.self,
                    JSONCommand.self,
                ])
        ] + FeatureTable.commandGroups
}
