import ArgumentParser
import Testing

@testable import Features

/// What features must not take from each other.
@Suite struct FeatureTableTests {
    @Test func everyViewHasANameAndALetterOfItsOwn() {
        #expect(Set(FeatureTable.views.map(\.name)).count == FeatureTable.views.count)
        #expect(Set(FeatureTable.views.map(\.letter)).count == FeatureTable.views.count)
    }

    @Test func everyActionHasANameOfItsOwn() {
        #expect(Set(FeatureTable.actions.map(\.name)).count == FeatureTable.actions.count)
    }

    /// A name that is made from a type's costs each command that is run a tenth of a millisecond, and there are fifty.
    @Test func everyCommandSaysItsName() {
        func nameless(_ command: any ParsableCommand.Type) -> [String] {
            let configuration = command.configuration
            return (configuration.commandName == nil ? ["\(command)"] : [])
                + configuration.subcommands.flatMap(
                    nameless)
        }
        #expect(FeatureTable.commandGroups.flatMap(\.subcommands).flatMap(nameless) == [])
    }

    @Test func everyKindOfEventHasOneHandler() {
        let kinds = FeatureTable.projections.flatMap(\.handlers).map(\.kind)
        #expect(Set(kinds).count == kinds.count)
    }

    /// A new command is for those who come in by a key, or it is not: somebody has to have thought of it.
    @Test func everyCommandIsForThoseWhoComeInByAKeyOrNot() {
        let names = FeatureTable.commandGroups.flatMap(\.subcommands).compactMap { $0.configuration.commandName }
        let known = Confinement.allowed.union(Confinement.refused)
        #expect(names.filter { !known.contains($0) }.isEmpty)
        #expect(Confinement.allowed.isDisjoint(with: Confinement.refused))
    }

    /// The parser asks a type without one for its name, which takes longer than all else when the program starts.
    @Test func everyCommandIsNamed() {
        func unnamed(_ command: any ParsableCommand.Type) -> [String] {
            let configuration = command.configuration
            let below = configuration.subcommands + configuration.groupedSubcommands.flatMap(\.subcommands)
            return (configuration.commandName == nil ? ["\(command)"] : []) + below.flatMap(unnamed)
        }
        #expect(FeatureTable.commandGroups.flatMap(\.subcommands).flatMap(unnamed).isEmpty)
    }
}
