import Foundation
import Index
import Journal
import TestSupport
import Testing

@testable import Features

/// One's own journal: sealed wherever it lies, the same on all machines, and nobody else's business.
struct JournalTests {
    private static let secret = "the moth in the lampshade"
    private static let prompts = [
        PromptText(name: "tuesday", day: "tuesday", text: "What now?"),
        PromptText(name: "saturday", day: "saturday", text: "And now?"),
    ].map(\.toml).joined(separator: "\n")
    private static let day: Int64 = 86_400_000
    private static let start: Int64 = 1_700_000_000_000

    private func board() throws -> HandlesBoard {
        let board = try HandlesBoard(features: FeatureTable.projections)
        try board.write("ana", NewEvent(MemberJoined(name: "Ana")))
        try board.write("ben", NewEvent(MemberJoined(name: "Ben")))
        return board
    }

    private func session(
        _ board: HandlesBoard, _ handle: String, host: String = "here", days: Int64 = 0, index: String = "index"
    ) throws -> BoardSession {
        let session = try board.session(handle, host: host, now: Self.start + days * Self.day, index: index)
        _ = try session.catchUp()
        return session
    }

    @discardableResult
    private func keep(_ content: EntryContent, _ session: BoardSession) throws -> EventID {
        let id = try #require(try session.write([JournalWriting(session: session).keep(content)]).first).id
        _ = try session.catchUp()
        return id
    }

    private func contents(_ session: BoardSession) throws -> [EntryContent] {
        let opened = OpenedEntries(session)
        return try session.read { try JournalQueries.entries($0) }.map { try opened.content(of: $0).get() }
    }

    @Test func noFileHoldsAWordOfWhatIsPrivate() throws {
        let board = try board()
        let ben = try session(board, "ben")
        let content = EntryContent(
            title: "Of \(Self.secret)", body: "I saw \(Self.secret).", prompt: "Why \(Self.secret)?",
            tags: ["lampshade-moth"], nextStep: "Free \(Self.secret)")
        let entry = try keep(content, ben)
        try ben.write([JournalWriting(session: ben).rewrite(entry, content)])
        var draft = StoredDraft(
            kind: "reflection:free", title: Self.secret, body: "More of \(Self.secret)", updated: ben.clock.now(),
            host: "here")
        draft.isSealed = true
        try ben.drafts.save(draft)
        _ = try ben.catchUp()
        #expect(try contents(ben) == [content])
        #expect(try ben.drafts.all().map(\.body) == ["More of \(Self.secret)"])
        #expect(try ben.drafts.all().map(\.title) == [Self.secret])

        var looked = 0
        let root = URL(fileURLWithPath: board.directory.file("."))
        let files = try #require(FileManager.default.enumerator(at: root, includingPropertiesForKeys: nil))
        for case let file as URL in files {
            guard let data = try? Data(contentsOf: file) else { continue }
            looked += 1
            for word in [Self.secret, "lampshade-moth"] {
                #expect(data.range(of: Data(word.utf8)) == nil, "\(file.path)")
            }
        }
        #expect(looked > 6)
    }

    @Test func itIsReadOnAllOnesMachinesAndByNobodyElse() throws {
        let board = try board()
        let entry = try keep(EntryContent(body: Self.secret), session(board, "ben"))
        let elsewhere = try session(board, "ben", host: "there", index: "other")
        #expect(try contents(elsewhere).map(\.body) == [Self.secret])
        try elsewhere.write([JournalWriting(session: elsewhere).rewrite(entry, EntryContent(body: "changed there"))])
        #expect(try contents(session(board, "ben")).map(\.body) == ["changed there"])
        let ana = try session(board, "ana")
        #expect(try ana.read { try JournalQueries.count($0) } == 0)
        #expect(try ana.read { try IDLookup.matches(try #require(IDPrefix(String(entry.text.prefix(8)))), $0) }.isEmpty)
    }

    @Test func aLostKeySaysSoAndCostsNothingElse() throws {
        let board = try board()
        let ben = try session(board, "ben")
        try keep(EntryContent(body: Self.secret, nextStep: "go on"), ben)
        try FileManager.default.removeItem(atPath: board.board.directory + "/members/ben/keys")
        let blind = try session(board, "ben", index: "blind")
        let entry = try #require(try blind.read { try JournalQueries.entries($0) }.first)
        #expect(throws: OpenedEntries.Closed.self) { try OpenedEntries(blind).content(of: entry).get() }
        #expect(try blind.read { try JournalQueries.openStep($0) } == nil)
    }

    @Test(arguments: 1...6)
    func theOrderOfArrivalChangesNothing(seed: UInt64) throws {
        let board = try board()
        let (here, there) = (try session(board, "ben"), try session(board, "ben", host: "there", index: "other"))
        let entry = try keep(EntryContent(body: "first", nextStep: "a step"), here)
        _ = try there.catchUp()
        let writing = JournalWriting(session: there)
        try there.write([writing.rewrite(entry, EntryContent(body: "second", nextStep: "a step"))])
        try there.write([writing.meetStep(of: entry, .carry)])
        _ = try here.catchUp()
        try here.write([JournalWriting(session: here).meetStep(of: entry, .done)])
        _ = try here.catchUp()
        let expected = try here.read { try JournalQueries.entries($0) }
        let shuffled = try board.shuffledSession("ben", seed: seed)
        #expect(try contents(shuffled).map(\.body) == ["second"])
        let seen = try shuffled.read { try JournalQueries.entries($0) }
        #expect(seen.map(\.version) == expected.map(\.version))
        #expect(seen.map(\.outcome) == [.done])
    }

    @Test func aNextStepComesBackUntilSomethingBecameOfIt() throws {
        let board = try board()
        let ben = try session(board, "ben")
        let entry = try keep(EntryContent(body: "text", nextStep: "ask sooner"), ben)
        #expect(try ben.read { try JournalQueries.openStep($0) }?.id == entry)
        try ben.write([JournalWriting(session: ben).meetStep(of: entry, .drop)])
        _ = try ben.catchUp()
        #expect(try ben.read { try JournalQueries.openStep($0) } == nil)
    }

    @Test func anEntryAsksToBeLookedAtAgainOnItsDayAndNotAfter() throws {
        let board = try board()
        let revisit = Timestamp(rawValue: Self.start + 14 * Self.day)
        let entry = try keep(EntryContent(body: Self.secret, revisit: revisit), session(board, "ben"))
        func turns(_ days: Int64) throws -> [Turn] {
            let ben = try session(board, "ben", days: days)
            return try ben.read { try TurnQueries.mine("ben", now: ben.clock.now(), $0) }
        }
        #expect(try turns(13).isEmpty)
        #expect(try turns(15).map(\.subject) == [entry])
        let late = try session(board, "ben", days: 15)
        try late.write([JournalWriting(session: late).lookAgain(entry)])
        #expect(try turns(15).isEmpty)
        let ana = try session(board, "ana", days: 15)
        #expect(try ana.read { try TurnQueries.mine("ana", now: ana.clock.now(), $0) }.isEmpty)
    }

    @Test func onlyWhoOpenedAThreadSharesItAndOnlyModeratorsSetWhatIsAsked() throws {
        let board = try board()
        let channel = try #require(try board.write("ana", NewEvent(ChannelAdded(name: "general"))).first)
        let opened = ThreadOpened(channel: channel.id, threadKind: .discussion, title: "What I learned", body: "Much.")
        let thread = try #require(try board.write("ben", NewEvent(opened)).first).id
        try board.write("ana", NewEvent(ReflectionShared(thread: thread, frame: "free", tags: [])))
        try board.write("ben", NewEvent(ReflectionPromptsSet(text: Self.prompts)))
        try board.write("ben", NewEvent(ReflectionFrameSet(name: "mine", text: "title = \"Mine\"")))
        try board.write("ana", NewEvent(ReflectionFrameSet(name: "ours", text: "no frame")))
        let ben = try session(board, "ben")
        #expect(try ben.read { try JournalQueries.shared($0) }.isEmpty)
        #expect(try ben.read { try JournalQueries.prompts($0) }.isEmpty)
        #expect(try ben.read { try IndexHealth.refusals($0) }.count == 4)
        let manyTags = (0..<200).map { String(repeating: "\($0)x", count: 40) }
        try board.write("ben", NewEvent(ReflectionShared(thread: thread, frame: "free", tags: manyTags)))
        let shared = try #require(try session(board, "ana").read { try JournalQueries.shared($0) }.first)
        #expect(shared.author == "ben" && shared.tags.count <= JournalRules.mostTags)
        #expect(shared.tags.allSatisfy { $0.count <= 40 })
        // What is asked is the same for everybody, and passing it concerns oneself alone.
        try board.write("ana", NewEvent(ReflectionPromptsSet(text: Self.prompts)))
        _ = try ben.catchUp()
        let offered = try ben.read { try JournalQueries.offered(now: ben.clock.now(), $0) }
        #expect(!offered.isEmpty)
        try ben.write(offered.map { try JournalWriting(session: ben).meet($0) })
        _ = try ben.catchUp()
        #expect(try ben.read { try JournalQueries.offered(now: ben.clock.now(), $0) }.isEmpty)
        let ana = try session(board, "ana")
        #expect(try ana.read { try JournalQueries.offered(now: ana.clock.now(), $0) } == offered)
    }

    @Test func listsAreInTheOrderOfAnIndex() throws {
        let board = try HandlesBoard(features: FeatureTable.projections)
        let plan = try board.session("ana").read { database in
            try QueryPlan(
                of: { database in
                    _ = try JournalQueries.entries(database)
                    _ = try JournalQueries.openStep(database)
                    _ = try JournalQueries.shared(database)
                    _ = try FeedbackQueries.received(by: "ana", limit: 10, database)
                }, database)
        }
        #expect(plan.scans.isEmpty, "\(plan.lines)")
        #expect(plan.sorts.isEmpty, "\(plan.lines)")
    }

    @Test func onesPathIsInOrderAndHasNoGaps() throws {
        let board = try board()
        for number in 0..<5 {
            try keep(EntryContent(body: "entry \(number)"), session(board, "ben", days: Int64(number)))
        }
        let goal = GoalAdded(level: .personal, statement: "Explain tides", state: .active)
        try board.write("ben", at: Self.start + Self.day, NewEvent(goal))
        try board.write("ana", NewEvent(KudosGiven(to: "ben", kudosKind: .helped, reason: "Thanks")))
        let ben = try session(board, "ben", days: 10, index: "late")
        let all = try FeatureTable.moments(limit: 100, ben)
        #expect(all.map(\.at) == all.map(\.at).sorted(by: >))
        #expect(Set(all.map(\.kind)).isSuperset(of: ["reflection", "goal set", "thanks"]))
        let few = try FeatureTable.moments(limit: 2, ben)
        #expect(few == Array(all.prefix(few.count)))
        #expect(few.count < all.count)
    }
}
