import Index
import Journal
import Workbench

/// The ways to narrow a list of resources, as a list to pick from; each adds to the others.
struct ResourceFilterChoice {
    static let purpose = "filter-resources"
    let session: BoardSession
    let isNarrowed: Bool
    /// The most tags and goals offered.
    private static let most = 60

    func effect() throws -> Effect {
        let tags = try session.read { try ResourceQueries.tags($0) }
        let goals = try ResourceEffects(session: session).targets()
        var items: [Choice.Item] = []
        if isNarrowed { items.append(Choice.Item("all", label: "show all again")) }
        items += ResourceKind.allCases.map {
            Choice.Item("kind:" + $0.rawValue, label: "kind: \(ResourceLine.sign($0)) \($0.words)")
        }
        items += tags.prefix(Self.most).map {
            Choice.Item("tag:" + $0.tag, label: "tag: #\($0.tag)", detail: "\($0.resources)")
        }
        items += ReadingState.allCases.map {
            Choice.Item("reading:" + $0.rawValue, label: "mine: \($0.sign) \($0.words)")
        }
        items += ResourceState.allCases.map {
            Choice.Item("state:" + $0.rawValue, label: "state: \($0.rawValue)")
        }
        items += goals.prefix(Self.most).compactMap { goal in
            goal.reference.id.map {
                Choice.Item("goal:" + $0.text, label: "\(goal.reference.kind): \(goal.title)")
            }
        }
        return .choose(Choice(purpose: Self.purpose, title: "Show only", items: items))
    }

    /// Narrows a filter by what was picked, and says what it shows then.
    static func narrow(_ filter: inout ResourceFilter, by choice: String, _ session: BoardSession) throws -> String? {
        let parts = choice.split(separator: ":", maxSplits: 1).map(String.init)
        guard parts.count == 2 else { return nil }
        switch parts[0] {
        case "kind": filter.kind = ResourceKind(rawValue: parts[1])
        case "tag": filter.tag = parts[1]
        case "reading": filter.reading = ReadingState(rawValue: parts[1])
        case "state": filter.state = ResourceState(rawValue: parts[1])
        case "goal":
            guard let id = EventID(text: parts[1]) else { return nil }
            return try session.read { database in
                filter.among = try FeatureTable.things(linkedTo: id, database)?.compactMap(\.id) ?? []
                return try LinkedThing.title(of: id, database).map { "for “\($0)”" }
            }
        default: return nil
        }
        return parts[0] == "tag" ? "#" + parts[1] : parts[1].replacing("_", with: " ")
    }
}
