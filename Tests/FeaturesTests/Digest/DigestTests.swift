import Foundation
import Index
import Journal
import TestSupport
import Testing

@testable import Features

/// What a digest says, of which time, and that what others wrote stays text in every format.
struct DigestTests {
    private static let day: Int64 = 86_400_000
    private static let start: Int64 = 1_700_000_000_000
    private static let nasty =
        "<script>alert(1)</script> **bold** [x](http://evil) \u{1B}[31m & \"q\" `c`\u{202E}\nBcc: eve"

    private func board() throws -> (HandlesBoard, channel: EventID) {
        let board = try HandlesBoard(features: FeatureTable.projections)
        try board.write("ana", at: Self.start, NewEvent(MemberJoined(name: "Ana")))
        try board.write("ben", at: Self.start, NewEvent(MemberJoined(name: Self.nasty)))
        let channel = try board.write("ana", at: Self.start, NewEvent(ChannelAdded(name: "general")))
        return (board, try #require(channel.first).id)
    }

    @discardableResult
    private func open(
        _ board: HandlesBoard, _ channel: EventID, _ author: String, days: Int64, _ title: String,
        _ kind: ThreadKind = .discussion, _ body: String = "Text"
    ) throws -> EventID {
        let opened = ThreadOpened(channel: channel, threadKind: kind, title: title, body: body)
        return try #require(try board.write(author, at: Self.start + days * Self.day, NewEvent(opened)).first).id
    }

    private func session(_ board: HandlesBoard, _ handle: String, days: Int64) throws -> BoardSession {
        let session = try board.session(handle, now: Self.start + days * Self.day, index: "late")
        _ = try session.catchUp()
        return session
    }

    private func digest(_ board: HandlesBoard, _ handle: String = "ana", days: Int64, since: Int64? = nil) throws
        -> Digest
    {
        let session = try session(board, handle, days: days)
        guard let since else { return try Digest(Digest.sinceLastRead(session), session) }
        let span = DigestSpan(
            since: session.clock.now().advanced(by: -since * Self.day), until: session.clock.now(), isUnreadOnly: false)
        return try Digest(span, session)
    }

    private func titles(_ digest: Digest, _ heading: DigestHeading) -> [String] {
        digest.sections.first { $0.heading == heading }?.items.map(\.title) ?? []
    }

    @Test func itIsAboutTheTimeThatWasAskedFor() throws {
        let (board, channel) = try board()
        try open(board, channel, "ben", days: 1, "Old")
        let question = try open(board, channel, "ana", days: 2, "Asked", .question)
        try open(board, channel, "ben", days: 9, "New", .discussion, "Look, @ana")
        try open(board, channel, "ana", days: 9, "Hear, hear", .announcement)
        let reply = try board.write(
            "ben", at: Self.start + 9 * Self.day,
            NewEvent(PostAdded(thread: question, parent: question, body: "Because")))
        let session = try session(board, "ana", days: 9)
        try session.write([NewEvent(AnswerAccepted(thread: question, post: try #require(reply.first).id))])
        let week = try digest(board, days: 10, since: 3)
        #expect(titles(week, .new) == ["New"])
        #expect(titles(week, .active) == ["Asked"])
        #expect(titles(week, .answered) == ["Asked"])
        #expect(titles(week, .forYou).count == 2)
        #expect(titles(try digest(board, "ben", days: 10, since: 3), .announcements) == ["Hear, hear"])
        #expect(titles(try digest(board, days: 10, since: 30), .new) == ["New", "Asked", "Old"])
    }

    @Test func withoutATimeItIsWhatIsUnreadAndItMarksNothing() throws {
        let (board, channel) = try board()
        let first = try open(board, channel, "ben", days: 1, "First")
        try open(board, channel, "ben", days: 2, "Second")
        let reading = try session(board, "ana", days: 3)
        try reading.write(try ReadingEvents.marks([first], read: true))
        for _ in 0..<2 { #expect(titles(try digest(board, days: 4), .new) == ["Second"]) }
    }

    @Test func pollsAreInItFromTheirOpeningToTheirOutcome() throws {
        let (board, _) = try board()
        func open(_ question: String, closes days: Int64? = nil) throws -> EventID {
            let closes = days.map { Timestamp(rawValue: Self.start + $0 * Self.day) }
            let opened = PollOpened(question: question, options: ["A", "B"], closes: closes)
            return try #require(try board.write("ben", at: Self.start + Self.day, NewEvent(opened)).first).id
        }
        let decided = try open("Tea?")
        _ = try open("Which book?")
        _ = try open("Which day?", closes: 3)
        let fresh = try digest(board, days: 2, since: 7)
        #expect(Set(titles(fresh, .polls)) == ["Tea?", "Which book?", "Which day?"])
        #expect(titles(fresh, .ahead) == ["The poll “Which day?” closes"])
        try board.write(
            "ben", at: Self.start + 4 * Self.day, NewEvent(PollClosed(poll: decided)),
            NewEvent(PollConcluded(poll: decided, outcome: "Tea it is")))
        let later = try digest(board, days: 5, since: 3)
        let polls = later.sections.first { $0.heading == .polls }?.items ?? []
        #expect(Set(polls.map(\.title)) == ["Tea?", "Which day?"])
        #expect(polls.contains { $0.title == "Tea?" && $0.detail == "outcome: Tea it is" })
        #expect(polls.contains { $0.title == "Which day?" && $0.detail == "closed, 0 voted" })
        #expect(DigestFormat.text.write(later).contains("Polls\n"))
        #expect(titles(try digest(board, days: 40, since: 7), .polls).isEmpty)
    }

    @Test func nothingToSayIsNothing() throws {
        let (board, channel) = try board()
        try open(board, channel, "ana", days: 1, "My own")
        let digest = try digest(board, days: 2, since: 30)
        #expect(titles(digest, .new).isEmpty && titles(digest, .active).isEmpty)
        let later = try self.digest(board, days: 60, since: 7)
        #expect(later.isEmpty)
        #expect(DigestFormat.text.write(later).contains("Nothing happened, and nothing waits for you."))
    }

    @Test func whatOthersWroteIsTextInEveryFormat() throws {
        let (board, channel) = try board()
        try open(board, channel, "ben", days: 1, Self.nasty.replacing("\n", with: " "), .discussion, "@ana")
        try board.write(
            "ben", at: Self.start + Self.day,
            NewEvent(KudosGiven(to: "ana", kudosKind: .helped, reason: Self.nasty.replacing("\n", with: " "))))
        let digest = try digest(board, days: 2, since: 7)
        for format in DigestFormat.allCases {
            let text = format.write(digest)
            #expect(text.contains("alert(1)"), "\(text)")
            #expect(!text.unicodeScalars.contains { $0.value < 0x20 && $0 != "\n" || $0.value == 0x202E })
            #expect(!text.contains("\nBcc"))
        }
        let html = DigestFormat.html.write(digest)
        #expect(!html.contains("<script") && html.contains("&lt;script&gt;"))
        #expect(!["src=", "href=", "url(", "@import"].contains { html.contains($0) })
        let markdown = DigestFormat.markdown.write(digest)
        #expect(
            markdown.contains("\\<script\\>") && markdown.contains("\\*\\*bold\\*\\*") && markdown.contains("\\[x\\]"))
    }

    @Test func whatIsPrivateStaysHere() throws {
        let (board, _) = try board()
        let ana = try session(board, "ana", days: 1)
        let content = EntryContent(body: "the moth", nextStep: "the lamp", revisit: ana.clock.now())
        try ana.write([JournalWriting(session: ana).keep(content)])
        let ben = try session(board, "ben", days: 1)
        try ben.write([NewEvent(MemberJoined(name: "Ben"))])
        _ = try ben.catchUp()
        try ben.write([MessageWriting(ben).sending("the secret", to: ["ana"])])
        let digest = try digest(board, days: 2, since: 7)
        let text = DigestFormat.allCases.map { $0.write(digest) }.joined()
        #expect(text.contains("1 message from") && text.contains("you wanted to look at it again"))
        #expect(!["moth", "lamp", "secret"].contains { text.contains($0) })
    }

    @Test func aMailIsWellFormed() throws {
        let subject = "潮汐 und Gezeiten: " + String(repeating: "長い", count: 30)
        let mail = DigestMail(to: "me@example.org", subject: subject, format: .html, body: "<p>ü</p>").text
        let parts = mail.components(separatedBy: "\n\n")
        #expect(parts.count == 2)
        #expect(mail.utf8.allSatisfy { $0 < 0x7F })
        #expect(mail.split(separator: "\n").allSatisfy { $0.count <= 78 })
        let decoded = try #require(Data(base64Encoded: parts[1].replacing("\n", with: "")))
        #expect(String(decoding: decoded, as: UTF8.self) == "<p>ü</p>")
        let words = DigestMail.encodedWords(subject).split(separator: "\n").map {
            String($0.trimmingCharacters(in: .whitespaces).dropFirst(10).dropLast(2))
        }
        #expect(
            words.compactMap { Data(base64Encoded: $0) }.map { String(decoding: $0, as: UTF8.self) }.joined() == subject
        )
        #expect(DigestMail.encodedWords("Plain") == "Plain")
    }

    @Test(arguments: ["a@b\nBcc: x", "", "@", "a b@c", "a@b,c@d", "a@b@c", "<a@b>", "ü@b"])
    func whatIsNoAddressStandsInNoHeader(_ address: String) {
        #expect(DigestMail.refusal(ofAddress: address) != nil)
    }

    @Test func timesArePastOnes() throws {
        let now = Timestamp(rawValue: 1_795_608_000_000)
        var calendar = Calendar(identifier: .gregorian)
        calendar.timeZone = try #require(TimeZone(identifier: "UTC"))
        func ago(_ text: String) throws -> Double {
            Double(now.rawValue - (try DigestSince.moment(text, now: now, calendar: calendar)).rawValue)
                / Double(Self.day)
        }
        // It is Wednesday noon.
        #expect(try ago("7d") == 7 && ago("12h") == 0.5 && ago("2w") == 14)
        #expect(try ago("today") == 0.5 && ago("yesterday") == 1.5 && ago("monday") == 2.5 && ago("wed") == 7.5)
        #expect(try ago("2026-11-20") == 5.5 && ago("2026-11-24T12:00:00Z") == 1)
        for text in ["2027-01-01", "soon", "-3d", "", "2026-13-01"] {
            #expect(throws: CommandFailure.self) { try ago(text) }
        }
    }

    @Test func nothingGoesThroughWholeTables() throws {
        let session = try HandlesBoard(features: FeatureTable.projections).session("ana")
        for isUnreadOnly in [true, false] {
            let span = DigestSpan(
                since: Timestamp(rawValue: Self.start), until: session.clock.now(), isUnreadOnly: isUnreadOnly)
            let plan = try session.read { database in
                try QueryPlan(
                    of: { database in
                        _ = try DiscussionDigest.items(span, "ana", database)
                        _ = try ProjectQueries.changed(span, reader: "ana", database)
                        _ = try FeedbackQueries.received(by: "ana", limit: 50, database)
                        _ = try KudosQueries.received(by: "ana", database)
                    }, database)
            }
            #expect(plan.scans.isEmpty, "\(plan.scans)")
            #expect(!plan.lines.contains { $0.hasPrefix("SCAN document") }, "\(plan.lines)")
        }
    }
}
