import ArgumentParser

extension Feature {
    /// Mail archives in; mail, Markdown and JSON out.
    public static let exchange = Feature(
        "Exchange",
        commands: [CommandGroup(name: "Exchange", subcommands: [ImportCommand.self, ExportCommand.self])])
}
