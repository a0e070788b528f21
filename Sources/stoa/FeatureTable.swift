import ArgumentParser
import Features
import Index

/// All features, and nothing else: a new one is a line here.
enum FeatureTable {
    /// The commands, as `stoa help` groups them.
    static let commandGroups: [CommandGroup] = [
        CommandGroup(
            name: "Boards", subcommands: [InitCommand.self, JoinCommand.self, LeaveCommand.self, StatusCommand.self]),
        CommandGroup(
            name: "Threads",
            subcommands: [
                ListCommand.self, ReadCommand.self, PostCommand.self, ReplyCommand.self, EditCommand.self,
                RetractCommand.self, ReactCommand.self, AcceptCommand.self, SearchCommand.self,
            ]),
        CommandGroup(
            name: "The community", subcommands: [ChannelCommand.self, MemberCommand.self, ModerateCommand.self]),
    ]
}
