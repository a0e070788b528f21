import ArgumentParser
import Features

/// All commands, as `stoa help` groups them; a new one is a line here.
enum FeatureTable {
    static let commandGroups: [CommandGroup] = [
        CommandGroup(
            name: "Boards",
            subcommands: [
                OpenCommand.self, DemoCommand.self, InitCommand.self, JoinCommand.self, LeaveCommand.self,
                StatusCommand.self,
            ]),
        CommandGroup(
            name: "Threads",
            subcommands: [
                ListCommand.self, ReadCommand.self, PostCommand.self, ReplyCommand.self, EditCommand.self,
                RetractCommand.self, ReactCommand.self, AcceptCommand.self, SearchCommand.self, WatchCommand.self,
                DraftsCommand.self,
            ]),
        CommandGroup(
            name: "The community",
            subcommands: [ChannelCommand.self, ResourceCommand.self, MemberCommand.self, ModerateCommand.self]),
        CommandGroup(name: "Exchange", subcommands: [ImportCommand.self, ExportCommand.self]),
        CommandGroup(
            name: "The program",
            subcommands: [DoctorCommand.self, ThemeCommand.self, KeysCommand.self]),
    ]
}
