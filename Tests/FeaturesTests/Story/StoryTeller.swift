import Foundation
import Index
import Journal
import TestSupport
import Workbench

@testable import Features

/// Writes a random, lively, sometimes unruly history onto a board of handles: several members on several hosts whose
/// clocks differ, some of them doing what they may not. The same seed tells the same story.
struct StoryTeller {
    static let members = ["ana", "ben", "cleo", "dan", "eve"].map(Account.init(rawValue:))
    /// Whose private logs the story writes.
    static let reader = Account("ben")
    static let hosts = ["one", "two"]
    /// When the story begins, in milliseconds since 1970.
    static let start: Int64 = 1_700_000_000_000

    let board: Board
    var random: SplitMix
    var time = start
    var channels: [EventID] = []
    var threads: [EventID] = []
    var posts: [EventID] = []
    var resources: [EventID] = []
    var collections: [EventID] = []
    var remarks: [EventID] = []
    var meetings: [EventID] = []
    var allMarks: [EventID] = []
    var entries: [EventID] = []
    var key: SealingKey?
    var reports: [EventID] = []
    var mentorships: [EventID] = []
    var claims: [EventID] = []
    var lengths: [LogName: Int64] = [:]

    init(board: Board, seed: UInt64) {
        self.board = board
        random = SplitMix(state: seed)
    }

    /// Tells a story of so many events.
    mutating func tell(_ events: Int) throws {
        for member in Self.members.prefix(4) { try say(MemberJoined(name: member.rawValue.capitalized), by: member) }
        for member in Self.members.prefix(4) { try say(MemberApproved(account: member), by: "ana") }
        for name in ["general", "help"] { channels += try say(ChannelAdded(name: name), by: "ana") }
        try say(MemberRoleSet(account: "cleo", role: .moderator, last: heads(of: "cleo")), by: "ana")
        for _ in 0..<events { try step() }
    }

    mutating func step() throws {
        time += Int64.random(in: 0...3, using: &random)
        switch Int.random(in: 0..<124, using: &random) {
        case 100..<110: try report()
        case 110..<118: try mentor()
        case 118..<124: try claim()
        case 0..<34: try talk()
        case 34..<50: try changeMind()
        case 50..<64: try read()
        case 64..<78: try moderate()
        case 78..<83: try share()
        case 83..<86: try reflect()
        case 86..<90: try meet()
        default: try govern()
        }
    }

    // MARK: - What members do

    mutating func talk() throws {
        if threads.isEmpty || random.isOnce(in: 4) {
            let kind = random.pick(ThreadKind.allCases)
            let opened = ThreadOpened(
                channel: random.pick(channels), threadKind: kind, title: "\(kind.rawValue) \(words())", body: words(),
                imported: random.isOnce(in: 8) ? imported() : nil)
            let ids = try say(opened, by: anyone())
            threads += ids
            posts += ids
        } else {
            posts += try say(
                PostAdded(
                    thread: random.pick(threads), parent: random.pick(posts), body: words(),
                    imported: random.isOnce(in: 10) ? imported() : nil), by: anyone())
        }
    }

    mutating func changeMind() throws {
        guard !posts.isEmpty else { return }
        let post = random.pick(posts)
        // Mostly the author, so that most of it counts.
        let who = random.isOnce(in: 5) ? anyone() : author(of: post)
        switch Int.random(in: 0..<4, using: &random) {
        case 0: try say(PostEdited(post: post, body: words(), title: random.isOnce(in: 2) ? words() : nil), by: who)
        case 1: try say(PostRetracted(post: post, retracted: !random.isOnce(in: 3), reason: words()), by: who)
        default:
            try say(
                ReactionSet(post: post, emoji: random.pick(["👍", "🎉"]), present: !random.isOnce(in: 3)), by: anyone())
        }
    }

    mutating func read() throws {
        guard !posts.isEmpty else { return }
        let thread = random.pick(threads)
        switch Int.random(in: 0..<8, using: &random) {
        case 6: try note(TurnSnoozed(subject: thread, until: Timestamp(rawValue: time + 20)))
        case 7: try note(TurnSnoozed(lifting: thread))
        case 0: try note(ThreadStarred(thread: thread, starred: !random.isOnce(in: 3)))
        case 1: try note(ThreadWatched(thread: thread, level: random.pick(WatchLevel.allCases)))
        case 2:
            let known = lengths.filter { !$0.key.isPrivate && !random.isOnce(in: 5) }
            let heads = known.map { AllMarked.Head(account: $0.key.account, host: $0.key.host, seq: $0.value) }
            allMarks += try note(AllMarked(channel: random.isOnce(in: 2) ? random.pick(channels) : nil, heads: heads))
        case 3 where !allMarks.isEmpty: try note(AllMarkedUndone(mark: random.pick(allMarks)))
        default:
            let chosen = (0..<3).map { _ in random.pick(posts) }
            try note(PostsMarked(posts: chosen, read: !random.isOnce(in: 3)))
        }
    }

    mutating func moderate() throws {
        guard !posts.isEmpty else { return }
        let (thread, post) = (random.pick(threads), random.pick(posts))
        let who = random.isOnce(in: 4) ? anyone() : random.pick(["ana", "cleo"])
        switch Int.random(in: 0..<6, using: &random) {
        case 0: try say(ThreadPinned(thread: thread, pinned: !random.isOnce(in: 3)), by: who)
        case 1: try say(ThreadLocked(thread: thread, locked: !random.isOnce(in: 2), reason: words()), by: who)
        case 2: try say(ThreadMoved(thread: thread, channel: random.pick(channels)), by: who)
        case 3: try say(PostHidden(post: post, hidden: !random.isOnce(in: 2), reason: words()), by: who)
        default:
            try say(AnswerAccepted(thread: thread, post: random.isOnce(in: 4) ? nil : post), by: author(of: thread))
        }
    }

    mutating func share() throws {
        switch Int.random(in: 0..<9, using: &random) {
        case 3 where !resources.isEmpty: try useResource(random.pick(resources))
        case 4 where !resources.isEmpty: try useResource(random.pick(resources))
        case 5 where !resources.isEmpty: try collect(random.pick(resources))
        case 0 where !resources.isEmpty:
            try say(
                ResourceEdited(
                    resource: random.pick(resources), title: words(), tags: random.isOnce(in: 2) ? ["b"] : nil),
                by: anyone())
        case 1 where !resources.isEmpty:
            try say(ResourceRemoved(resource: random.pick(resources), removed: !random.isOnce(in: 3)), by: anyone())
        case 2: try say(MemberProfileSet(name: random.isOnce(in: 2) ? words() : nil, interests: words()), by: anyone())
        default:
            resources += try say(
                ResourceAdded(
                    resourceKind: .note, title: words(), note: words(), tags: [random.pick(["a", "b"])],
                    thread: threads.isEmpty ? nil : random.pick(threads)), by: anyone())
        }
    }

    mutating func govern() throws {
        let someone = random.pick(Array(Self.members.dropFirst()))
        switch Int.random(in: 0..<10, using: &random) {
        case 0: try say(MemberJoined(name: words()), by: someone)
        case 1: try say(MemberLeft(), by: someone)
        case 2:
            try say(
                MemberRemoved(account: someone, reason: words(), last: heads(of: someone)),
                by: random.pick(["ana", "cleo"]))
        case 3, 4:
            let role = random.pick(Role.allCases)
            try say(
                MemberRoleSet(account: someone, role: role, last: heads(of: someone)),
                by: random.pick(["ana", "ana", someone]))
        case 8, 9: try say(MemberApproved(account: someone), by: random.pick(["ana", "cleo", someone]))
        case 5: try say(BoardDescribed(title: words()), by: random.pick(["ana", someone]))
        case 6:
            channels += try say(
                ChannelAdded(name: random.pick(["help", "week-1", "week-2", "lab"])),
                by: random.pick(["ana", "cleo", someone]))
        default:
            try say(
                ChannelEdited(
                    channel: random.pick(channels), name: random.isOnce(in: 4) ? random.pick(["lab", "den"]) : nil,
                    starters: random.pick([nil, .members, .moderators]), archived: random.pick([nil, true, false])),
                by: random.pick(["ana", "cleo", someone]))
        }
    }

    // MARK: - How it is written

    @discardableResult
    mutating func say(_ payload: some EventPayload, by account: Account) throws -> [EventID] {
        try write(NewEvent(payload), by: account)
    }

    @discardableResult
    mutating func note(_ payload: some EventPayload) throws -> [EventID] {
        try write(NewEvent(payload, isPrivate: true), by: Self.reader)
    }

    mutating func write(_ event: NewEvent, by account: Account) throws -> [EventID] {
        let host = random.pick(Self.hosts)
        // The second host's clock is behind, so that causes may be dated after what they bring about.
        let clock = FixedClock(time: host == "one" ? time : time - 12)
        let pen = Pen(board: board, account: account, host: host, clock: clock)
        let written = try pen.append([event], after: Timestamp(rawValue: 0))
        for event in written {
            lengths[event.log] = event.seq
            authors[event.id] = account
        }
        return written.map(\.id)
    }

    var authors: [EventID: Account] = [:]

    func author(of id: EventID) -> Account { authors[id] ?? Self.reader }

    mutating func anyone() -> Account { random.pick(Self.members) }

    /// Where an account's logs stand, a little before their end now and then: who takes a role away may not know all.
    mutating func heads(of account: Account) -> [LastEvent] {
        let known = lengths.filter { $0.key.account == account && !$0.key.isPrivate }
        return known.sorted { $0.key.host < $1.key.host }.map { log, seq in
            LastEvent(
                host: log.host, seq: random.isOnce(in: 2) ? seq : max(0, seq - Int64.random(in: 1...4, using: &random)))
        }
    }

    mutating func words() -> String {
        let choice = ["tide", "harbour", "anchor", "@ben", "@cleo?", "漢字かな", "straße", "sail"]
        return (0..<Int.random(in: 1...4, using: &random)).map { _ in random.pick(choice) }.joined(separator: " ")
    }

    mutating func imported() -> ImportedMessage {
        let date = Timestamp(rawValue: Self.start - Int64.random(in: 0...3, using: &random) * 1_000)
        return ImportedMessage(author: "Old hand", address: nil, date: date, messageID: "m\(random.next() % 20)")
    }
}
