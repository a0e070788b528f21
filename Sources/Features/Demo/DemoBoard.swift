import Foundation
import Index
import Journal
import Synchronization

/// Makes the demo board: a study group some weeks into its work, written by several members over that time.
public struct DemoBoard {
    /// A clock that is set to when each thing was written.
    private final class StoryClock: Clock {
        private let moment = Mutex(Timestamp(rawValue: 0))

        func now() -> Timestamp { moment.withLock { $0 } }
        func set(_ moment: Timestamp) { self.moment.withLock { $0 = moment } }
    }

    private let board: Board
    private let clock = StoryClock()
    private let end: Timestamp
    private var pens: [Account: Pen] = [:]
    private var largest = Timestamp(rawValue: 0)
    private var ids: [String: EventID] = [:]
    private var keys: [Account: SealingKey] = [:]
    private var read: [EventID] = []
    private var readMessages: [EventID] = []

    /// Makes the board in a folder that is new or empty, for the member who will look at it. Throws `JournalError`.
    @discardableResult
    public static func make(at directory: String, for reader: Account, now: Timestamp) throws -> Board {
        let board = try Board.create(
            at: directory, title: DemoStory.title, identity: .handles, founder: reader,
            now: now.advanced(by: -DemoStory.age))
        var demo = DemoBoard(board: board, end: now)
        try demo.tell(reader)
        return board
    }

    /// A new folder's path among the temporary ones.
    public static func temporaryDirectory() -> String {
        NSTemporaryDirectory() + "/stoa-demo-" + String(UUID().uuidString.prefix(8)).lowercased()
    }

    private init(board: Board, end: Timestamp) {
        self.board = board
        self.end = end
    }

    private mutating func tell(_ reader: Account) throws {
        try found(reader)
        // Told in the order of time, since every reply needs the id of what it answers.
        for scene in Self.scenes.sorted(by: { $0.hoursAgo > $1.hoursAgo }) { try play(scene, reader) }
        let marks =
            try ReadingEvents.marks(read, read: true) + [MessageWriting.marks(readMessages, read: true)]
        try write(reader, hoursAgo: 2, marks)
        for account in DemoStory.online { try Presence(board: board).touch(Account(account), host: "demo") }
    }

    private static var scenes: [DemoScene] { DemoStory.scenes + FeatureTable.all.flatMap(\.scenes) }

    private mutating func found(_ reader: Account) throws {
        let start = Double(DemoStory.age) / 3_600_000
        try write(
            reader, hoursAgo: start,
            [
                NewEvent(MemberJoined(name: reader.rawValue)),
                NewEvent(BoardDescribed(title: DemoStory.title, purpose: DemoStory.purpose)),
            ])
        for channel in DemoStory.channels {
            ids[channel.name] = try write(
                reader, hoursAgo: start,
                [NewEvent(ChannelAdded(name: channel.name, topic: channel.topic, starters: channel.starters))])
        }
        for member in DemoStory.members {
            let account = Account(member.handle)
            try write(
                account, hoursAgo: start - 1,
                [
                    NewEvent(MemberJoined(name: member.name)),
                    NewEvent(
                        MemberProfileSet(
                            about: member.about, interests: member.interests, canHelpWith: member.canHelpWith,
                            wantsToLearn: member.wantsToLearn)),
                ])
        }
        for account in [reader] + DemoStory.members.map({ Account($0.handle) }) {
            var ring = try KeyRing(board: board, account: account)
            let key = try ring.make()
            keys[account] = key
            try write(account, hoursAgo: start - 2, [NewEvent(MemberKeyPublished(key: key))])
        }
        try write(
            reader, hoursAgo: start - 2, [NewEvent(MemberRoleSet(account: Account("rena"), role: .moderator, last: []))]
        )
    }

    private mutating func play(_ scene: DemoScene, _ reader: Account) throws {
        let author = Self.account(scene.author, reader)
        let body = scene.body.replacing("@you", with: "@" + reader.rawValue)
        let event: NewEvent
        switch scene.action {
        case .open(let channel, let kind, let title):
            guard let channel = ids[channel] else { return }
            event = try NewEvent(ThreadOpened(channel: channel, threadKind: kind, title: title, body: body))
        case .reply(let thread, let parent):
            guard let thread = ids[thread], let parent = ids[parent] else { return }
            event = try NewEvent(PostAdded(thread: thread, parent: parent, body: body))
        case .react(let post, let emoji):
            guard let post = ids[post] else { return }
            event = try NewEvent(ReactionSet(post: post, emoji: emoji))
        case .accept(let thread, let post):
            guard let thread = ids[thread] else { return }
            event = try NewEvent(AnswerAccepted(thread: thread, post: ids[post]))
        case .pin(let thread):
            guard let thread = ids[thread] else { return }
            event = try NewEvent(ThreadPinned(thread: thread))
        case .write(let make):
            let now = end.advanced(by: -Int64(scene.hoursAgo * 3_600_000))
            let cast = DemoCast(
                reader: reader, ids: ids, now: now, board: board.identity.id, key: keys[reader])
            guard let made = try make(cast) else { return }
            event = made
        case .message(let names):
            event = try message(body, from: author, to: names.map { Self.account($0, reader) })
        case .share(let title, let address, let tags, let thread):
            event = try NewEvent(
                ResourceAdded(
                    resourceKind: address == nil ? .note : .link, title: title, address: address, note: body,
                    tags: tags,
                    thread: thread.flatMap { ids[$0] }))
        }
        guard let id = try write(author, hoursAgo: scene.hoursAgo, [event]) else { return }
        if !scene.name.isEmpty { ids[scene.name] = id }
        guard scene.hoursAgo > DemoStory.readUntil else { return }
        if case .message = scene.action { readMessages.append(id) } else { read.append(id) }
    }

    private func message(_ body: String, from author: Account, to others: [Account]) throws -> NewEvent {
        let context = SealingContext(
            board: board.identity.id, author: author, kind: MessageSent.kind, about: MessageSent.about(others))
        let recipients = keys.filter { $0.key == author || others.contains($0.key) }
        return try NewEvent(MessageSent(to: others, sealed: SealedText(body, to: recipients, in: context)))
    }

    private static func account(_ name: String, _ reader: Account) -> Account {
        name == DemoStory.you ? reader : Account(name)
    }

    @discardableResult
    private mutating func write(_ account: Account, hoursAgo: Double, _ events: [NewEvent]) throws -> EventID? {
        clock.set(end.advanced(by: -Int64(hoursAgo * 3_600_000)))
        let pen = pens[account] ?? Pen(board: board, account: account, host: "demo", clock: clock)
        pens[account] = pen
        let written = try pen.append(events, after: largest)
        largest = max(largest, written.last?.clock ?? largest)
        return written.last?.id
    }
}
