import ArgumentParser
import Index
import Terminal
import Workbench

extension Feature {
    /// What is worth sharing, and collections of it.
    public static let resources = Feature(
        "Resources",
        projection: ResourceProjection.projection,
        commands: [CommandGroup(name: "The community", subcommands: [ResourceCommand.self])],
        documents: [
            JSONDocument("resource list", "an array of resources", ListedResource.keys),
            JSONDocument(
                "resource show", "a resource with all that is known of it",
                ListedResource.keys + " " + ShownResource.keys),
            JSONDocument(
                "resource collection list", "an array of collections", "id title author created_at read count"),
            JSONDocument(
                "resource collection show", "a collection with its resources, in their order",
                "id title author created_at about read count resources"),
            JSONDocument(
                "import bibtex", "what became of each entry",
                "read imported duplicates already_there failed dropped_fields dry_run entries"),
            JSONDocument("export bibtex", "what was written", "entries notes_left_out path"),
        ],
        actions: ResourceActions.table,
        performers: { ResourceActions.performers($0) },
        turns: [ResourceTurns.words],
        views: [
            BoardView(name: "resources", title: "Resources", letter: "r") { [.open(ResourcesPane($0), in: .list)] }
        ],
        open: { id, session in
            if try session.read({ try CollectionQueries.collection(id, $0) }) != nil {
                return CollectionEffects(session: session).open(id)
            }
            guard try session.read({ try ResourceQueries.resource(id, $0) }) != nil else { return nil }
            return ResourceEffects(session: session).open(id)
        },
        resume: { try ResourceEffects(session: $1).resume($0) },
        postNotes: { thread, session in
            try session.read { try ResourceQueries.linked(toPostsOf: thread, $0) }.reduce(into: [:]) { notes, link in
                let name = String(link.resource.text.prefix(6))
                notes[link.post, default: []].append(
                    StyledLine([Span("▥ In the library \(name)  ", .muted), Span(link.title, .link)]))
            }
        },
        concealing: { how, id, _, session in
            guard how == .hide, let resource = try session.read({ try ResourceQueries.resource(id, $0) }) else {
                return nil
            }
            return try ResourceWriting(session).removing(resource.id)
        }
    )
    .linking(
        ThingLinks(uses: { thing, database in
            try CollectionQueries.containing(thing, database).map { Reference(kind: "collection", id: $0) }
                + ResourceQueries.linked(to: thing, database).map { Reference(kind: "resource", id: $0) }
        })
    )
    .exchanging([
        ExchangeFormat(
            name: "bibtex", help: "books, papers and what else is cited become resources, and back",
            take: BibTeXImport.take, give: BibTeXExport.give)
    ])
    .telling(ResourceDemo.scenes)
    .checking { try ResourceHealth(session: $0).findings() }
    .digesting { span, session in
        var filter = ResourceFilter()
        filter.isCurrent = true
        return try session.read { try ResourceQueries.page(filter, limit: 50, $0) }
            .filter { span.contains($0.created) && $0.author != session.me }
            .map { DigestItem(.resources, $0.title, detail: "@\($0.author)", at: $0.created, id: $0.id) }
    }
}
