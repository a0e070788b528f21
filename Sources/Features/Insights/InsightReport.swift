import GRDB
import Index
import Journal
import Workbench

/// The measures of a period, each a sentence with what it takes to judge it.
struct InsightReport: Sendable {
    let facts: InsightFacts
    private(set) var insights: [Insight] = []

    /// Fewer than so many say nothing about a median.
    static let fewest = 5
    /// A small group would read names into how posts are spread.
    private static let fewestWriters = 5
    private static let fewestPosts = 20
    /// A newcomer's first post is answered within a day.
    private static let promise: Int64 = 24 * 3_600_000
    /// Whose first post is older is welcomed otherwise than by a reply to it.
    private static let patience: Int64 = 14 * 86_400_000
    /// Threads to visit that are named.
    private static let mostVisits = 5

    var window: InsightWindow { facts.window }

    init(_ facts: InsightFacts, _ session: BoardSession) throws {
        self.facts = facts
        let visits = facts.isModerator ? try self.visits(session) : []
        insights = [
            unanswered, firstReply, coverage, newcomers, evenness, reciprocity, solo, returning, quiet, turnaround,
            pointsUsed, balance, goalPulse,
        ]
        if facts.isModerator { insights.append(toVisit(visits)) }
    }

    // MARK: - Replies

    private var unanswered: Insight {
        let oldest = facts.oldestUnanswered.map { Age.short($0, now: window.now) } ?? "now"
        let since = oldest == "now" ? "" : ", the oldest for \(oldest)"
        let finding =
            facts.unanswered == 0
            ? "Every question has an accepted answer."
            : "\(count(facts.unanswered, "question waits", "questions wait")) for an answer\(since)."
        return Insight(
            name: "unanswered", title: "Unanswered questions", finding: finding, good: "fewer is better",
            value: Double(facts.unanswered), unit: "questions",
            how: "Questions with no accepted answer that are no duplicates, as they stand now.")
    }

    private var firstReply: Insight {
        let opened = facts.threads.filter { window.contains($0.created) }
        let waits = opened.compactMap(\.wait)
        let earlier = facts.threads.filter { window.containsBefore($0.created) }.compactMap(\.wait)
        var insight = Insight(
            name: "first_reply", title: "First reply", finding: "", count: waits.count, good: "shorter is better",
            unit: "hours",
            how: """
                From opening a thread to the first post in it by somebody else, as the clock goes, nights included; over \
                the threads of \(window.words) that got one. Read it beside coverage: what nobody answered is not in it.
                """)
        fill(&insight, waits, earlier, what: "threads get a first reply")
        insight.weeks = weeklyMedians(opened.map { ($0.created, $0.wait) })
        return insight
    }

    private var coverage: Insight {
        // What is younger than a week may still be answered.
        let (window, week) = (window.earlier(7), 7 * InsightWindow.day)
        func covered(_ threads: [InsightFacts.Opened]) -> Int { threads.count { ($0.wait ?? .max) <= week } }
        let opened = facts.threads.filter { window.contains($0.created) }
        let earlier = facts.threads.filter { window.containsBefore($0.created) }
        let (now, before) = (share(covered(opened), opened.count), share(covered(earlier), earlier.count))
        return Insight(
            name: "coverage", title: "Reply coverage",
            finding: opened.isEmpty
                ? "No thread is a week old yet."
                : "\(Measures.percent(covered(opened), of: opened.count)) of threads were answered within a week.",
            count: opened.count,
            before: earlier.isEmpty ? nil : Measures.percent(covered(earlier), of: earlier.count),
            trend: trend(now, before, higherIsBetter: true), good: "more is better",
            weeks: weeklyShares(opened.map { ($0.created, ($0.wait ?? .max) <= week) }, window),
            value: now.map { $0 * 100 }, unit: "percent",
            how: "Threads that somebody else answered within 7 days, of all that were opened in \(window.words) before "
                + "the last 7. Announcements are left out.")
    }

    private var newcomers: Insight {
        let new = facts.newcomers.filter { window.contains($0.wrote) }
        func isWelcomed(_ newcomer: InsightFacts.Newcomer) -> Bool {
            newcomer.replied.map { $0.rawValue - newcomer.wrote.rawValue <= Self.promise } ?? false
        }
        // What may still be answered in time is neither kept nor missed.
        let judged = new.filter { isWelcomed($0) || window.now.rawValue - $0.wrote.rawValue > Self.promise }
        let earlier = facts.newcomers.filter { window.containsBefore($0.wrote) }
        let waiting = new.filter { $0.replied == nil && window.now.rawValue - $0.wrote.rawValue < Self.patience }
        var finding =
            new.isEmpty
            ? "Nobody wrote for the first time."
            : "\(judged.count(where: isWelcomed)) of \(judged.count) first posts were answered within a day."
        if !waiting.isEmpty {
            let names = waiting.prefix(3).map { "\($0.name) \(Age.short($0.wrote, now: window.now))" }
            finding += " Waiting: \(names.joined(separator: ", "))\(waiting.count > 3 ? " and others" : "")."
        }
        let (now, before) = (
            share(judged.count(where: isWelcomed), judged.count), share(earlier.count(where: isWelcomed), earlier.count)
        )
        return Insight(
            name: "newcomers", title: "Newcomers' first reply", finding: finding, count: new.count,
            before: earlier.isEmpty ? nil : Measures.percent(earlier.count(where: isWelcomed), of: earlier.count),
            trend: trend(now, before, higherIsBetter: true), good: "more is better", value: now.map { $0 * 100 },
            unit: "percent",
            how: "Members whose first post was in \(window.words), and whom somebody answered in its thread within "
                + "24 hours. A first reply is what most decides whether people come back.",
            things: waiting.prefix(3).map { ("\($0.name)'s first post", Reference(kind: "post", id: $0.thread)) })
    }

    private var solo: Insight {
        let opened = facts.threads.filter { window.contains($0.created) }
        let earlier = facts.threads.filter { window.containsBefore($0.created) }
        func alone(_ threads: [InsightFacts.Opened]) -> Int { threads.count { $0.replied == nil } }
        let (now, before) = (share(alone(opened), opened.count), share(alone(earlier), earlier.count))
        return Insight(
            name: "solo", title: "Threads nobody joined",
            finding: opened.isEmpty
                ? "No thread was opened."
                : "In \(Measures.percent(alone(opened), of: opened.count)) of threads only their author wrote.",
            count: opened.count, before: earlier.isEmpty ? nil : Measures.percent(alone(earlier), of: earlier.count),
            trend: trend(now, before, higherIsBetter: false), good: "fewer is better", value: now.map { $0 * 100 },
            unit: "percent",
            how: "Threads opened in \(window.words) in which nobody but their author has written so far.")
    }

    // MARK: - People, never by name

    private var evenness: Insight {
        let values = Array(facts.posts.values)
        let (writers, sum) = (values.count, values.reduce(0, +))
        let isHidden = writers < Self.fewestWriters || sum < Self.fewestPosts
        var insight = Insight(
            name: "evenness", title: "Who speaks", finding: "", count: sum,
            good: "toward even, though not all the same",
            unit: "gini",
            how: """
                Posts of \(window.words) by author, accepted answers left out, so that who helps is not counted as who \
                talks. Gini: sum of |x_i - x_j| over all pairs, by 2 n^2 times the mean. Not shown below \
                \(Self.fewestWriters) writers or \(Self.fewestPosts) posts.
                """)
        guard !isHidden else {
            insight.finding = "Too few to say without naming people."
            return insight
        }
        let half = Measures.halfIsFrom(values)
        insight.finding = "Half of what is written comes from \(half) of \(writers) who write."
        let gini = Measures.gini(values)
        insight.value = gini
        if facts.isModerator, let gini, let pielou = Measures.pielou(values) {
            insight.finding += " Gini \(decimals(gini)) (.38-.55 is usual), evenness J \(decimals(pielou))."
        }
        let earlier = Array(facts.postsBefore.values)
        if earlier.count >= Self.fewestWriters, earlier.reduce(0, +) >= Self.fewestPosts {
            insight.before = "\(Measures.halfIsFrom(earlier)) of \(earlier.count)"
            insight.trend = trend(gini, Measures.gini(earlier), higherIsBetter: false)
        }
        return insight
    }

    private var returning: Insight {
        let (now, before) = (Set(facts.posts.keys), Set(facts.postsBefore.keys))
        let stayed = now.intersection(before).count
        return Insight(
            name: "returning", title: "Who comes back",
            finding: before.isEmpty
                ? "There is no earlier period to come back from yet."
                : "\(stayed) of the \(before.count) who wrote in the period before wrote again.",
            count: before.count, good: "more is better", value: share(stayed, before.count).map { $0 * 100 },
            unit: "percent", how: "Members who wrote in \(window.words) and in as many days before.")
    }

    private var quiet: Insight {
        let silent = max(0, facts.members - facts.membersWriting)
        var finding = "\(silent) of \(facts.members) members have not written."
        if silent > 0 {
            finding +=
                facts.isModerator
                ? " An invitation helps more than a count: a poll, a small question, thanks for reading along."
                : " Reading along is a way to take part."
        }
        return Insight(
            name: "quiet", title: "Reading along", finding: finding, count: facts.members, good: "",
            value: Double(silent), unit: "members",
            how: "Members without a post in \(window.words). Who reads is private and counted nowhere; nobody is named."
        )
    }

    // MARK: - Feedback

    private var turnaround: Insight {
        let asked = facts.requests.filter { window.contains($0.asked) }
        func wait(_ request: InsightFacts.Request) -> Int64? {
            request.given.map { $0.rawValue - request.asked.rawValue }
        }
        let earlier = facts.requests.filter { window.containsBefore($0.asked) }.compactMap(wait)
        var insight = Insight(
            name: "feedback", title: "Feedback", finding: "", count: asked.compactMap(wait).count,
            good: "shorter is better", unit: "hours",
            how: "From asking for feedback to the first response, as the clock goes; over the requests of "
                + "\(window.words) that got one. Waits under five seconds are left out.")
        fill(&insight, asked.compactMap(wait), earlier, what: "requests get a first response")
        let open = asked.count { $0.given == nil }
        if open > 0 { insight.finding += " \(count(open, "request has", "requests have")) none yet." }
        insight.weeks = weeklyMedians(asked.map { ($0.asked, wait($0)) })
        return insight
    }

    private var balance: Insight {
        Insight(
            name: "balance", title: "Your feedback",
            finding: "You gave \(count(facts.given, "response", "responses")) and received \(facts.received).",
            good: "near each other", value: Double(facts.given - facts.received), unit: "responses",
            how: "Responses that you gave and got in \(window.words). Only you see this; it is no debt.",
            isPrivate: true)
    }

    private func visits(_ session: BoardSession) throws -> [(title: String, thing: Reference)] {
        let opened = facts.threads.filter { window.contains($0.created) }
        let byAuthor = Dictionary(grouping: opened, by: \.author)
        let unheard = byAuthor.values.filter { $0.count >= 2 && $0.allSatisfy { $0.replied == nil } }
        let threads = unheard.compactMap { $0.max { ($0.created, $0.number) < ($1.created, $1.number) } }
        let latest = threads.sorted { ($0.created, $0.number) > ($1.created, $1.number) }.prefix(Self.mostVisits)
        return try session.read { database in try latest.compactMap { try InsightQueries.thread($0.number, database) } }
    }

    private func toVisit(_ visits: [(title: String, thing: Reference)]) -> Insight {
        Insight(
            name: "visits", title: "Threads to visit",
            finding: visits.isEmpty
                ? "Nobody opened several threads without a single reply."
                : "\(count(visits.count, "thread", "threads")) of people who wrote more than once and were never answered.",
            good: "fewer is better", value: Double(visits.count), unit: "threads",
            how:
                "For moderators: of members with two or more threads in \(window.words) and no reply to any, the latest. "
                + "The list is of threads to visit, not of people to judge.",
            isPrivate: true, things: visits)
    }

    // MARK: - Ways to say it

    private func fill(_ insight: inout Insight, _ waits: [Int64], _ earlier: [Int64], what: String) {
        guard waits.count >= Self.fewest, let half = Measures.percentile(0.5, of: waits),
            let most = Measures.percentile(0.9, of: waits)
        else {
            insight.finding = waits.isEmpty ? "Nothing to measure yet." : "Too few to say yet."
            return
        }
        insight.finding = "Half of \(what) within \(Measures.words(half)), nine in ten within \(Measures.words(most))."
        insight.value = Double(half) / 3_600_000
        guard earlier.count >= Self.fewest, let before = Measures.percentile(0.5, of: earlier) else { return }
        insight.before = Measures.words(before)
        insight.trend = trend(Double(half), Double(before), higherIsBetter: false)
    }

    private func weeklyMedians(_ waits: [(at: Timestamp, wait: Int64?)]) -> [Double?] {
        var weeks = Array(repeating: [Int64](), count: window.weeks)
        for (at, wait) in waits { if let wait, let week = window.week(at) { weeks[week].append(wait) } }
        return weeks.map { Measures.percentile(0.5, of: $0).map { Double($0) / 3_600_000 } }
    }

    private func weeklyShares(_ things: [(at: Timestamp, isSo: Bool)], _ window: InsightWindow) -> [Double?] {
        var weeks = Array(repeating: (so: 0, all: 0), count: window.weeks)
        for (at, isSo) in things {
            guard let week = window.week(at) else { continue }
            weeks[week].all += 1
            weeks[week].so += isSo ? 1 : 0
        }
        return weeks.map { share($0.so, $0.all).map { $0 * 100 } }
    }

    func share(_ part: Int, _ whole: Int) -> Double? { whole > 0 ? Double(part) / Double(whole) : nil }

    private func trend(_ now: Double?, _ before: Double?, higherIsBetter: Bool) -> Insight.Trend? {
        guard let now, let before else { return nil }
        // A twentieth is noise.
        guard abs(now - before) > 0.05 * max(abs(now), abs(before)) else { return .same }
        return (now > before) == higherIsBetter ? .better : .worse
    }

    func count(_ number: Int, _ one: String, _ several: String) -> String {
        "\(number) \(number == 1 ? one : several)"
    }

    private func decimals(_ value: Double) -> String {
        let text = String(Int((value * 100).rounded()))
        return "." + String(repeating: "0", count: max(0, 2 - text.count)) + text
    }
}
