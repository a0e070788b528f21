import Index
import Journal
import Terminal
import Workbench

/// Where one can go: the views that have a digit, the channels with what is unread in them, then the other views. Channels
/// stand between, so that however many views there are, those of a small group are on the smallest screen.
struct SidebarPane: Pane {
    /// One place to go to.
    struct Place: Identifiable, Sendable {
        var id: String
        var label: StyledLine
        var count = 0
        var opens: @Sendable () -> [Effect]
    }

    let session: BoardSession
    let views: [BoardView]
    private var list = ListView(FixedRows<Place>())

    init(_ session: BoardSession, views: [BoardView]) {
        self.session = session
        self.views = views
    }

    var title: StyledLine { "Stoa" }

    mutating func reload() throws {
        let channels = try session.readKept("channels", from: ["channel", "thread"]) {
            try ChannelQueries.all(includingArchived: false, $0)
        }
        let turns = try session.turnsByKind()
        let viewPlaces = try views.enumerated().map { number, view in
            let digit = number < 9 ? "\(number + 1) " : "  "
            return Place(
                id: view.name, label: StyledLine([Span(digit, .muted), Span(view.title)]),
                count: try view.turnKinds.reduce(view.count(session)) { $0 + (turns[$1] ?? 0) },
                opens: { [session] in view.open(session) })
        }
        let channelPlaces = channels.map { channel in
            Place(id: "#" + channel.name, label: StyledLine("#" + channel.name, .channel), count: channel.unread) {
                [session] in ThreadsView.open(session, channel: channel)
            }
        }
        let digits = 9
        list.source = FixedRows(viewPlaces.prefix(digits) + channelPlaces + viewPlaces.dropFirst(digits))
        try list.reload()
    }

    /// Shows where the list is.
    mutating func follow(_ subject: Reference) throws -> [Effect] {
        if subject.kind == Reference.place { list.select(subject.name) }
        return []
    }

    func availability(of action: ActionName) -> Availability {
        action == .open
            || ListView<FixedRows<Place>>.actions.subtracting([.mark, .markRange, .readOn]).contains(action)
            ? .available : .absent
    }

    mutating func perform(_ action: ActionName, in size: Size) throws -> [Effect] {
        if action == .open { return list.selection?.opens() ?? [] }
        _ = try list.perform(action, height: size.rows)
        return []
    }

    mutating func handle(_ input: PaneInput, in size: Size) throws -> [Effect] {
        switch input {
        case .click(let point):
            guard let place = list.place(atRow: point.row) else { return [] }
            try list.move(to: place, height: size.rows)
            return try perform(.open, in: size)
        case .wheel(let count): try list.scroll(by: count, height: size.rows)
        default: break
        }
        return []
    }

    func view(size: Size, isFocused: Bool) -> Surface {
        list.view(size: size, isFocused: isFocused, empty: "") { place, columns in
            let count = place.count > 0 ? StyledLine("\(min(place.count, 9_999))", .badge) : StyledLine()
            return place.label.justified(with: count, columns: columns)
        }
    }
}

/// The threads of a channel, or of all, with what stands beside them.
enum ThreadsView {
    static func open(_ session: BoardSession, channel: ChannelSummary? = nil) -> [Effect] {
        let heading = channel.map { "#" + $0.name + ($0.topic.isEmpty ? "" : "  " + $0.topic) } ?? "All threads"
        let place = channel.map { "#" + $0.name } ?? "threads"
        return open(
            ThreadsPane(session, channel: channel, heading: heading, place: place), session, channel: channel)
    }

    static func openUnanswered(_ session: BoardSession) -> [Effect] {
        var filter = ThreadFilter()
        filter.isUnanswered = true
        return open(
            ThreadsPane(session, filter: filter, heading: "Questions without an answer", place: "unanswered"), session)
    }

    static func openStarred(_ session: BoardSession) -> [Effect] {
        var filter = ThreadFilter()
        filter.isStarred = true
        return open(ThreadsPane(session, filter: filter, heading: "Starred", place: "starred"), session)
    }

    private static func open(
        _ pane: ThreadsPane, _ session: BoardSession, channel: ChannelSummary? = nil
    ) -> [Effect] {
        [.open(pane, in: .list, isFocused: true)] + Sides.all(session, channel: channel)
    }
}

/// What stands in the right column beside threads: their resources above, the members below.
enum Sides {
    static func all(_ session: BoardSession, channel: ChannelSummary? = nil) -> [Effect] {
        [
            .replace(ResourcesBeside(session, channel: channel), in: .sideUpper),
            .replace(MembersPane(session, isBeside: true), in: .sideLower),
        ]
    }
}
