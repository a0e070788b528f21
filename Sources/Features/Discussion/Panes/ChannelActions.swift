import Index
import Workbench

/// What moderators do to channels.
enum ChannelActions {
    static let add: ActionName = "add-channel"
    static let edit: ActionName = "edit-channel"

    static let table = [
        Action(add, keys: [], group: .writing, help: "add channel", hint: "A new place for threads; moderators."),
        Action(
            edit, keys: [], group: .writing, help: "edit channel",
            hint: "Its name, its topic, who opens threads in it, whether it is archived; moderators."),
    ]

    static func performers(_ session: BoardSession) -> [ActionName: Performer] {
        [
            add: Performer(availability: { availability(session) }) { [.fill(adding(session))] },
            edit: Performer(availability: { availability(session) }) { try choose(session) },
        ]
    }

    static func availability(_ session: BoardSession) -> Availability {
        let standing = (try? session.standing(of: session.me)) ?? .outsider
        return Availability(unless: DiscussionRules.refusalToManageChannels(by: standing))
    }

    /// Fills in a channel's fields; which channel is asked first where the list shows none.
    static func editing(_ channel: ChannelSummary, _ session: BoardSession) -> Form {
        Form(
            title: "Edit #\(channel.name)",
            fields: fields(name: channel.name, topic: channel.topic, starters: channel.starters) + [
                Form.Field(
                    "archived", label: "Archived", options: ["no", "yes"], chosen: channel.isArchived ? "yes" : "no",
                    hint: "An archived channel is read and searched, but closed for writing.")
            ]
        ) { values in
            let name = values["name"].flatMap { $0 == channel.name ? nil : $0 }
            let change = ChannelEdited(
                channel: channel.id, name: name, topic: values["topic"],
                starters: values["starters"].flatMap(ThreadStarters.init), archived: values["archived"] == "yes")
            let before = ChannelEdited(
                channel: channel.id, name: name == nil ? nil : channel.name, topic: channel.topic,
                starters: channel.starters, archived: channel.isArchived)
            let writing = DiscussionWriting(session)
            let undo = Writing.Undo("the change of #\(channel.name)") { _ in [try writing.editChannel(before)] }
            return [.write(Writing([try writing.editChannel(change)], done: "changed", undo: undo))]
        }
    }

    private static func adding(_ session: BoardSession) -> Form {
        Form(title: "New channel", fields: fields(name: "", topic: "", starters: .members)) { values in
            let name = values["name"] ?? ""
            let event = try DiscussionWriting(session).addChannel(
                name.hasPrefix("#") ? String(name.dropFirst()) : name, topic: values["topic"] ?? "",
                starters: values["starters"].flatMap(ThreadStarters.init) ?? .members)
            return [.write(Writing([event], done: "#\(name) is there now"))]
        }
    }

    private static func fields(name: String, topic: String, starters: ThreadStarters) -> [Form.Field] {
        [
            Form.Field("name", label: "Name", text: name, hint: "Lower-case letters, digits, - and _."),
            Form.Field("topic", label: "Topic", text: topic, hint: "What it is for, in a line."),
            Form.Field(
                "starters", label: "Threads by", options: ThreadStarters.allCases.map(\.rawValue),
                chosen: starters.rawValue, hint: "Who may open threads in it."),
        ]
    }

    private static func choose(_ session: BoardSession) throws -> [Effect] {
        let channels = try session.read { try ChannelQueries.all($0) }
        let items = channels.map { channel in
            Choice.Item(label: "#" + channel.name, detail: channel.isArchived ? "archived" : "") {
                [.fill(editing(channel, session))]
            }
        }
        return [.choose(Choice(purpose: "edit-channel", title: "Which channel?", items: items))]
    }
}
