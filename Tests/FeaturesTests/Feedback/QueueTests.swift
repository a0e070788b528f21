import Index
import Journal
import TestSupport
import Testing

@testable import Features

/// The order of the queue, and what is measured beside it.
struct QueueTests {
    private static let day = Story.day
    private static let now = Timestamp(rawValue: Story.start)

    private static func candidate(
        _ title: String, _ reason: TurnReason, days: Int64 = 0, asker: String = "ana", dueInDays: Int64? = nil,
        needed: Int = 1, received: Int = 0, tags: [String] = [], isAnswered: Bool = true
    ) -> QueueOrder.Candidate {
        let since = now.advanced(by: -days * day)
        let due = dueInDays.map { now.advanced(by: $0 * day) }
        let id = Array(title.utf8).withUnsafeBytes { EventID(hashing: $0) }
        let summary = FeedbackSummary(
            number: Int64(title.hashValue), id: id, title: title, asker: Account(asker), askerName: asker, asked: since,
            waitingSince: since, changed: since, firstGiven: isAnswered ? since : nil, due: due, round: 1,
            needed: needed, received: received, effort: 15, stage: .draft, audience: .pool, isSealed: false, tags: tags,
            points: 0, unmarked: 0, active: since, slots: [], phase: .reviewing)
        return QueueOrder.Candidate(summary: summary, reason: reason, since: since, due: due)
    }

    private static func order(
        offer: String = "", newcomers: Set<String> = [], givers: Set<String> = []
    ) -> QueueOrder {
        QueueOrder(
            now: now, reader: Account("me"), terms: FeedbackBoardTerms(), offer: offer,
            newcomers: Set(newcomers.map { Account($0) }), givers: Set(givers.map { Account($0) }))
    }

    @Test func tiersStandInTheirOrder() {
        let rows = Self.order(offer: "statistics, proofs", newcomers: ["neo"]).rows([
            Self.candidate("rest", .pool, days: 9, asker: "a"),
            Self.candidate("fits", .pool, asker: "b", tags: ["statistics"]),
            Self.candidate("accepted later", .accepted, asker: "c", dueInDays: 5),
            Self.candidate("named", .asked, asker: "d"),
            Self.candidate("newcomer", .pool, asker: "neo", isAnswered: false),
            Self.candidate("due", .accepted, asker: "e", dueInDays: 0),
            Self.candidate("overdue", .accepted, days: 3, asker: "f", dueInDays: -1),
            Self.candidate("question", .question, asker: "g"),
        ])
        #expect(
            rows.map(\.summary.title)
                == ["question", "overdue", "due", "newcomer", "named", "accepted later", "fits", "rest"])
        #expect(rows.map(\.tier).map(\.rawValue) == [0, 1, 1, 2, 3, 4, 5, 6])
        #expect(rows[6].why == "fits: statistics")
    }

    @Test func insideATierAgeAndNeedCount() throws {
        let rows = Self.order(givers: ["kind"]).rows([
            Self.candidate("young", .pool, days: 1, asker: "a"),
            Self.candidate("old", .pool, days: 6, asker: "b"),
            Self.candidate("young and half done", .pool, days: 1, asker: "c", needed: 2, received: 1),
            Self.candidate("young, of one who gives", .pool, days: 1, asker: "kind"),
            Self.candidate("due", .pool, days: 1, asker: "d", dueInDays: 1),
        ])
        #expect(
            rows.map(\.summary.title)
                == ["old", "due", "young, of one who gives", "young", "young and half done"])
        #expect(
            rows[0].terms == ["anyone may take it", "6 days old of 3 days promised", "nothing received yet"])
        let half = try #require(rows.last)
        #expect(half.terms.contains("1 of 2 reviews received"))
        #expect(abs(half.score - (1.0 / 3 + 0.4)) < 0.001)
    }

    @Test func ageCountsAtMostThreeTimesAndTiesGoToTheOlder() {
        let rows = Self.order().rows([
            Self.candidate("very old", .pool, days: 30, asker: "a"),
            Self.candidate("ancient", .pool, days: 300, asker: "b"),
        ])
        #expect(rows.map(\.summary.title) == ["ancient", "very old"])
        #expect(rows[0].score == rows[1].score)
    }

    @Test func nobodyFillsTheQueueOfOthers() {
        let flood = (0..<50).map { Self.candidate("flood \($0)", .asked, days: 50 - Int64($0), asker: "loud") }
        let rows = Self.order().rows(flood + [Self.candidate("quiet", .pool, asker: "calm")])
        #expect(rows.firstIndex { $0.summary.title == "quiet" } == 3)
        #expect(rows.count { $0.isBeyondLimit } == 47)
    }

    @Test func nobodyFillsTheQueueWithQuestions() {
        let flood = (0..<50).map { place in
            var candidate = Self.candidate("flood \(place)", .question, days: 50 - Int64(place), asker: "a\(place)")
            candidate.from = Account("loud")
            return candidate
        }
        let rows = Self.order().rows(flood + [Self.candidate("quiet", .pool, asker: "calm")])
        #expect(rows.firstIndex { $0.summary.title == "quiet" } == 5)
    }

    @Test func theOrderDoesNotDependOnHowRowsCome() {
        var numbers = SplitMix(state: 7)
        let candidates = (0..<40).map { place in
            Self.candidate(
                "r\(place)", TurnReason.allCases[place % 10], days: Int64(place % 7), asker: "a\(place % 9)")
        }
        let first = Self.order().rows(candidates).map(\.summary.id)
        for _ in 0..<5 {
            #expect(Self.order().rows(candidates.shuffled(using: &numbers)).map(\.summary.id) == first)
        }
    }

    @Test func waitsAreSaidFromFiveOn() {
        #expect(WaitingTimes([Self.day, Self.day, Self.day, Self.day, 4_000]) == nil)
        let waits = WaitingTimes([1, 2, 3, 4, 5, 6, 7, 8, 9, 10].map { $0 * Self.day })
        #expect(waits?.median == 5 * Self.day)
        #expect(waits?.ninetieth == 9 * Self.day)
        #expect(waits?.words == "half of requests here get a first reply in 5 days, nine in ten in 9 days (n=10)")
    }

    @Test func theDeskSaysWhenItIsFull() {
        #expect(IntakeHint(openRequests: 3, freePlaces: 2, promise: 3 * Self.day) == nil)
        #expect(
            IntakeHint(openRequests: 4, freePlaces: 2, promise: 3 * Self.day)?.words.hasPrefix("about 8 days") == true)
        #expect(IntakeHint(openRequests: 1, freePlaces: 0, promise: 3 * Self.day)?.days == 6)
    }

    @Test func theLoadFallsOnWhoHasMostRoom() {
        let loads = [
            MemberLoad(account: Account("busy"), open: 1, given: 2), MemberLoad(account: Account("free"), given: 2),
            MemberLoad(account: Account("full"), open: 2), MemberLoad(account: Account("away"), isAway: true),
            MemberLoad(account: Account("off"), isInRotation: false), MemberLoad(account: Account("zero"), capacity: 0),
        ]
        #expect(LoadBalance.choose(loads, tags: [], skipping: []) == Account("free"))
        #expect(LoadBalance.choose(loads, tags: [], skipping: [Account("free")]) == Account("busy"))
        #expect(LoadBalance.choose(loads, tags: [], skipping: [Account("free"), Account("busy")]) == nil)
        let equal = [
            MemberLoad(account: Account("a"), lastAsked: Timestamp(rawValue: 5)), MemberLoad(account: Account("b")),
            MemberLoad(account: Account("c"), offer: "Latin"),
        ]
        #expect(LoadBalance.choose(equal, tags: [], skipping: [Account("c")]) == Account("b"))
        #expect(LoadBalance.choose(equal, tags: ["latin"], skipping: []) == Account("c"))
    }

    @Test(arguments: [2, 3, 5, 8, 30], [1, 2, 4]) func inARoundEveryoneGivesAndReceivesTheSame(
        _ size: Int, _ count: Int
    ) {
        let members = (0..<size).map { Account("m\($0)") }
        let round = LoadBalance.round(members, count: count, seed: 42)
        let each = min(count, size - 1)
        #expect(round.values.allSatisfy { $0.count == each && Set($0).count == each })
        #expect(round.allSatisfy { !$0.value.contains($0.key) })
        for member in members { #expect(round.values.joined().count { $0 == member } == each) }
        #expect(round == LoadBalance.round(members.reversed(), count: count, seed: 42))
    }

    @Test func aRoundKeepsApartWhoShouldBe() {
        let members = (0..<8).map { Account("m\($0)") }
        let pair = [Account("m1"), Account("m2")]
        for seed in 0..<20 as Range<UInt64> {
            let round = LoadBalance.round(members, count: 2, seed: seed, excluded: [pair])
            #expect(round[pair[0]]?.contains(pair[1]) == false)
            #expect(round[pair[1]]?.contains(pair[0]) == false)
        }
    }

    @Test func agesAreMeasuredByThePromise() {
        func age(_ days: Double, due: Int64? = nil) -> FeedbackAge {
            let since = Self.now.advanced(by: -Int64(days * Double(Self.day)))
            return FeedbackAge(
                since: since, due: due.map { since.advanced(by: $0 * Self.day) }, promise: 4 * Self.day, now: Self.now)
        }
        #expect([0.5, 2.5, 3.5, 5, 9].map { age($0) } == [.fresh, .warm, .due, .overdue, .stale])
        #expect(age(5, due: 20) == .fresh)
    }
}
