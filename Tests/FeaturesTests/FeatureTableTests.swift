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

    @Test func everyKindOfEventHasOneHandler() {
        let kinds = FeatureTable.projections.flatMap(\.handlers).map(\.kind)
        #expect(Set(kinds).count == kinds.count)
    }
}
