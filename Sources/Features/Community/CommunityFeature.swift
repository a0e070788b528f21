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
                    InitCommand.self, BoardCommand.self, StatusCommand.self, DraftsCommand.self, DoctorCommand.self,
                ])
        ],
        actions: BoardWriting.table,
        performers: { BoardWriting.performers($0) },
        views: [BoardView(name: "home", title: "Home", letter: "h") { [.open(HomePane($0), in: .list)] }])
}
