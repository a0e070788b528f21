import ArgumentParser
import Workbench

extension Feature {
    /// Links, files and notes worth sharing.
    public static let resources = Feature(
        "Resources",
        projection: ResourceProjection.projection,
        commands: [CommandGroup(name: "The community", subcommands: [ResourceCommand.self])],
        documents: [
            JSONDocument(
                "resource list", "an array of resources, and resource show one of them",
                "id kind title author created_at address file_name file_size file_hash note tags thread")
        ],
        actions: ResourceForms.table,
        performers: { session in
            [ResourceForms.share: Performer { [.fill(ResourceForms.sharing(session))] }]
        },
        views: [
            BoardView(name: "resources", title: "Resources", letter: "r") { [.open(ResourcesPane($0), in: .list)] }
        ],
        open: { id, session in
            try session.read { try ResourceQueries.resource(id, $0) }.map { try ResourcePage.show($0.id, session) }
        },
        concealing: { how, id, _, session in
            guard how == .hide, let resource = try session.read({ try ResourceQueries.resource(id, $0) }) else {
                return nil
            }
            return try ResourceWriting(session).removing(resource)
        }
    )
    .digesting { span, session in
        try session.read { try ResourceQueries.page(limit: 50, $0) }
            .filter { span.contains($0.created) && $0.author != session.me }
            .map { DigestItem(.resources, $0.title, detail: "@\($0.author)", at: $0.created, id: $0.id) }
    }
}
