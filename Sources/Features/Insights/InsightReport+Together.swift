import Workbench

/// What members do for each other, and for what they want to reach together.
extension InsightReport {
    var reciprocity: Insight {
        let (pairs, mutual) = (facts.pairs, facts.mutualPairs)
        return Insight(
            name: "reciprocity", title: "Who answers back",
            finding: pairs < Self.fewest
                ? "Too few have replied to each other to say yet."
                : "Of \(pairs) pairs in which one replied to the other, \(mutual) replied both ways.",
            count: pairs, good: "more is better",
            value: pairs < Self.fewest ? nil : share(mutual, pairs).map { $0 * 100 }, unit: "percent",
            how:
                "Two members are a pair when one replied to a post of the other in \(window.words); both ways when each "
                + "did. Nobody is named, and not shown below \(Self.fewest) pairs.")
    }

    var pointsUsed: Insight {
        Insight(
            name: "points_used", title: "Feedback taken up",
            finding: facts.points == 0
                ? "No points were made yet."
                : "\(facts.pointsUsed) of \(count(facts.points, "point", "points")) that reviewers made changed the work.",
            count: facts.points, good: "more is better",
            value: share(facts.pointsUsed, facts.points).map { $0 * 100 }, unit: "percent",
            how: "Points of feedback on what was asked about in \(window.words), and those that its author took into a "
                + "version. Points on which they may still decide are counted with the others.")
    }

    var goalPulse: Insight {
        let goals = facts.goals
        let sure = goals.compactMap(\.confidence)
        let mean = sure.isEmpty ? nil : Double(sure.reduce(0, +)) / Double(sure.count)
        let inTime = goals.count(where: \.isInTime)
        var finding =
            goals.isEmpty
            ? "The community has no goal under way."
            : "\(inTime) of \(count(goals.count, "goal was", "goals were")) looked at in time."
        if let mean {
            finding += " Confidence is \(Completion.text((mean * 10).rounded() / 10)) of 5 on average."
        }
        return Insight(
            name: "goal_pulse", title: "Goal pulse", finding: finding, count: goals.count, good: "more is better",
            marks: goals.map(\.isInTime), value: share(inTime, goals.count).map { $0 * 100 }, unit: "percent",
            how:
                "Goals of the community that are agreed or active, as they stand now: whether the last look is no older "
                + "than the goal says, and the confidence that was given then, from 1 to 5.")
    }
}
