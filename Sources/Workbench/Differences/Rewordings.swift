/// Finds the lines of changes that are the same line, reworded.
enum Rewordings {
    /// Lines of either version of a change among which partners are looked for.
    private static let longestBlock = 60
    /// How many lines further on a partner is looked for.
    private static let reach = 6
    /// What may be spent on a whole text, in comparisons of words.
    private static let mostWork = 4_000_000

    static func find(
        in changes: [LineDifference.Change], old: [String], new: [String]
    ) -> [LineDifference.Rewording] {
        var work = mostWork
        var found: [LineDifference.Rewording] = []
        for change in changes where change.old.count <= longestBlock && change.new.count <= longestBlock {
            var next = change.old.lowerBound
            for line in change.new {
                for candidate in (next..<change.old.upperBound).prefix(reach) {
                    guard let words = WordDifference(from: old[candidate], to: new[line], work: &work) else { continue }
                    found.append(.init(old: candidate, new: line, words: words))
                    next = candidate + 1
                    break
                }
            }
        }
        return found
    }
}
