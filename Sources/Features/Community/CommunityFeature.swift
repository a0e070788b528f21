import ArgumentParser
import Workbench

extension Feature {
    /// The board itself: what it is called and for, how it is founded, what waits on it, whether it is sound.
    public static let community = Feature(
        "Community",
        projection: CommunityProjection.projection,
        commands: [
            CommandGroup(
                name: "Boards",
                subcommands: [
                    InitCommand.self, TemplateCommand.self, BoardCommand.self, StatusCommand.self, DraftsCommand.self,
                    DoctorCommand.self,
                ])
        ],
        documents: [
            JSONDocument("board", "the board", "title purpose directory founder identity joining"),
            JSONDocument(
                "status",
                "what waits; next_meeting is null, or id, title, starts_at, ends_at, answer and away (in words)",
                "board member unread mentions messages turns feedback_pending reminders next_meeting"),
            JSONDocument("template list", "an array of templates", TemplateCommand.List.keys),
            JSONDocument("drafts", "an array of drafts", "id kind target title channel body updated_at host"),
            JSONDocument("doctor", "what is wrong", "board events findings remarks refused waiting unknown mended"),
        ],
        actions: BoardWriting.table + TabActions.table,
        performers: { BoardWriting.performers($0) },
        views: [BoardView(name: "home", title: "Home", letter: "h") { [.open(HomePane($0), in: .list)] }])
}
