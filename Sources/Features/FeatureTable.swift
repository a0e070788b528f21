import ArgumentParser
import Index
import Workbench

/// All features, in the order in which their views stand in the sidebar; a new one is a line here.
public enum FeatureTable {
    /// The features.
    public static let all: [Feature] = [
        .community, .discussion, .resources, .members, .search, .exchange,
    ]

    /// What they bring to the index, in the order in which their tables are made.
    public static let projections: [Projection] = all.compactMap(\.projection)

    /// The actions that they add to the frame's own.
    public static let actions: [Action] = all.flatMap(\.actions)

    /// Their commands, those of one heading together, in the order in which headings first come up.
    public static let commandGroups: [CommandGroup] = all.flatMap(\.commands).reduce(into: []) { groups, group in
        if let place = groups.firstIndex(where: { $0.name == group.name }) {
            groups[place] = CommandGroup(
                name: group.name, subcommands: groups[place].subcommands + group.subcommands)
        } else {
            groups.append(group)
        }
    }
}
