import Testing

@testable import Index

@Suite struct ChangeSetTests {
    @Test func concernsTheTablesWhoseRowsWereTouched() {
        var changes = ChangeSet()
        #expect(!changes.concern("goal", "project"))
        changes.rows["project"] = [7]
        #expect(changes.concern("goal", "project"))
        #expect(!changes.concern("goal", "task"))
    }

    @Test func concernsEveryTableWhenAnythingMayHaveChanged() {
        #expect(ChangeSet.anything.concern("goal"))
    }
}
