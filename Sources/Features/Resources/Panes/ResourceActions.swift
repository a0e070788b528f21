import Index
import Journal
import Workbench

extension Context {
    /// In lists of resources and on a resource's page.
    static let resources: Context = "resources"
    /// In the list of collections and on a collection's page.
    static let collections: Context = "collections"
}

extension ActionName {
    static let saveFile: ActionName = "save-file"
    static let filterResources: ActionName = "filter-resources"
    static let readingState: ActionName = "reading-state"
    static let rateResource: ActionName = "rate-resource"
    static let commentResource: ActionName = "comment-resource"
    static let moveResource: ActionName = "move-resource"
    static let linkResource: ActionName = "link-resource"
    static let collectResource: ActionName = "collect-resource"
    static let newCollection: ActionName = "new-collection"
    static let entryDown: ActionName = "entry-down"
    static let entryUp: ActionName = "entry-up"
    static let editCollection: ActionName = "edit-collection"
}

/// What is done with resources and collections, by name.
enum ResourceActions {
    static let table = [
        Action(
            ResourceForms.share, keys: ["L"], group: .writing, help: "share a resource",
            hint: "A link, a file, a note, a book, a person, a tool; in a thread it is made from the post.",
            prominence: 26),
        Action(
            .saveFile, keys: [], group: .writing, help: "save the file",
            hint: "Writes a file resource to a folder of yours."),
        Action(
            .filterResources, keys: ["i"], in: .resources, group: .finding, help: "narrow the list",
            hint: "By kind, tag, state, reading state or goal; each adds to the others.", prominence: 62),
        Action(
            .readingState, keys: ["d"], in: .resources, group: .reading, help: "reading state",
            hint: "To read, reading, read: yours alone to know. m marks read, s puts it on your list.",
            prominence: 78),
        Action(
            .rateResource, keys: ["+"], in: .resources, group: .writing, help: "did it help?",
            hint: "This helped, or it did not work, and why.", prominence: 76),
        Action(
            .commentResource, keys: ["r"], in: .resources, group: .writing, help: "comment", prominence: 74),
        Action(
            .moveResource, keys: ["E"], in: .resources, group: .writing, help: "check or put away",
            hint: "It works, it is recommended, outdated, archived.", prominence: 36),
        Action(
            .linkResource, keys: [], in: .resources, group: .writing, help: "link to a goal or project",
            hint: "It then shows on the goal's or project's page."),
        Action(
            .collectResource, keys: ["A"], in: .resources, group: .writing, help: "add to a collection", prominence: 34),
        Action(
            .newCollection, keys: ["c"], in: .collections, group: .writing, help: "new collection", prominence: 70),
        Action(
            .entryDown, keys: ["J"], in: .collections, group: .writing, help: "move down", prominence: 32,
            isRepeatable: true),
        Action(
            .entryUp, keys: ["K"], in: .collections, group: .writing, help: "move up", prominence: 31,
            isRepeatable: true),
        Action(
            .editCollection, keys: ["E"], in: .collections, group: .writing, help: "describe it",
            hint: "The collection's title and what it is for; e words a resource's note.", prominence: 33),
    ]

    static func performers(_ session: BoardSession) -> [ActionName: Performer] {
        [
            ResourceForms.share: Performer { [.fill(try ResourceForms.sharing(ResourceForms.Beginning(), session))] },
            .newCollection: Performer { [CollectionEffects(session: session).newCollection()] },
        ]
    }
}
