import Features
import Foundation
import Index
import Journal

/// Makes boards of any size, the same every time: threads with reply trees whose sizes and words are spread as on real
/// boards, written by many members in one order of time.
struct BoardGenerator {
    /// Posts in all.
    let posts: Int
    /// Members who write.
    var members = Self.usualMembers
    /// Posts a thread on average.
    var postsPerThread = 20
    /// Logs that each member writes by turns, as from several machines.
    var logsPerMember = 1
    /// Posts of one more thread, which is the newest; 0 leaves it out.
    var longThread = 0
    /// Whether there is nothing but threads, as in a mail archive.
    var isOfPostsAlone = false

    static let usualMembers = 50
    private static let start = Timestamp(rawValue: 1_700_000_000_000)

    /// Makes the board in a folder that must not exist yet. The first member, the reader, is `reader`.
    func make(at directory: String) throws -> Board {
        let board = try Board.create(at: directory, title: "Generated", identity: .handles, founder: Account("reader"))
        var random = SeededGenerator(seed: UInt64(posts))
        var writers = try (0..<members * logsPerMember).map { number in
            let (member, log) = (number % members, number / members)
            return try GeneratedLog(
                board, Self.account(member), host: log == 0 ? "host" : "host-\(log)", isNew: log == 0)
        }
        var time = Self.start
        var written = 0
        func write(_ member: Int, _ payload: any EventPayload) throws -> EventID {
            time = time.advanced(by: 1000)
            written += 1
            return try writers[member + members * (written % logsPerMember)].append(NewEvent(payload), now: time)
        }
        for member in 0..<members {
            _ = try write(member, MemberJoined(name: "Member \(member)"))
        }
        let channels = try (1...12).map { try write(0, ChannelAdded(name: "week-\($0)", topic: "Week \($0)")) }
        var open: [(id: EventID, posts: [EventID])] = []
        var threads: [(id: EventID, author: Int)] = []
        for _ in 0..<posts {
            let member = min(Int.random(in: 0..<members, using: &random), Int.random(in: 0..<members, using: &random))
            let opensThread = open.isEmpty || Int.random(in: 0..<postsPerThread, using: &random) == 0
            let body = Words.text(using: &random)
            guard !opensThread else {
                let kind: ThreadKind = Int.random(in: 0..<4, using: &random) == 0 ? .question : .discussion
                let id = try write(
                    member,
                    ThreadOpened(
                        channel: channels[Int.random(in: 0..<channels.count, using: &random)], threadKind: kind,
                        title: Words.title(using: &random), body: body))
                open.append((id, [id]))
                threads.append((id, member))
                if open.count > 40 { open.removeFirst() }
                continue
            }
            let thread = Int.random(in: 0..<open.count, using: &random)
            let parent = open[thread].posts[Int.random(in: 0..<open[thread].posts.count, using: &random)]
            open[thread].posts.append(
                try write(member, PostAdded(thread: open[thread].id, parent: parent, body: body)))
        }
        if !isOfPostsAlone {
            try writeTheRest(open.flatMap(\.posts), threads, using: &random, write)
        }
        if longThread > 0 { try writeLongThread(in: channels[0], using: &random, write) }
        for index in writers.indices { try writers[index].close() }
        guard !isOfPostsAlone else { return board }
        try GeneratedJournal(entries: min(300, posts / 300)).write(
            on: board, of: Account("reader"), after: time, using: &random)
        return board
    }

    /// The account of a member.
    static func account(_ member: Int) -> Account { Account(member == 0 ? "reader" : "member-\(member)") }

    /// The title of the thread that is longer than all others.
    static let longTitle = "Everything at once"

    private func writeLongThread(
        in channel: EventID, using random: inout SeededGenerator,
        _ write: (Int, any EventPayload) throws -> EventID
    ) throws {
        let opening = ThreadOpened(
            channel: channel, threadKind: .discussion, title: Self.longTitle, body: Words.text(using: &random))
        let thread = try write(0, opening)
        var recent = [thread]
        for _ in 1..<longThread {
            let parent = recent[Int.random(in: 0..<recent.count, using: &random)]
            let member = Int.random(in: 0..<members, using: &random)
            recent.append(
                try write(member, PostAdded(thread: thread, parent: parent, body: Words.text(using: &random))))
            if recent.count > 50 { recent.removeFirst() }
        }
    }

    /// What a community has besides threads.
    private func writeTheRest(
        _ recent: [EventID], _ threads: [(id: EventID, author: Int)], using random: inout SeededGenerator,
        _ write: (Int, any EventPayload) throws -> EventID
    ) throws {
        try GeneratedCommunity(posts: posts).write(members: members, recent, using: &random, write)
        try GeneratedWork(posts: posts).write(members: members, using: &random, write)
        // Every twentieth thread is a reflection that its author shared.
        for (place, thread) in threads.enumerated() where place % 20 == 0 {
            _ = try write(thread.author, ReflectionShared(thread: thread.id, frame: "free", tags: ["week"]))
        }
        try GeneratedLibrary(posts: posts).write(members: members, using: &random, write)
        try GeneratedMeetings(posts: posts).write(members: members, using: &random, write)
    }
}

/// A member's log that is written without locks and syncs: nobody else is there while a board is generated.
struct GeneratedLog {
    private var composer: LogComposer
    private let folder: String
    private let host: String
    private var file: FileHandle
    private var segment = 1
    private var segmentSize = 0
    private var buffer = Data()

    init(_ board: Board, _ account: Account, host: String = "host", isNew: Bool = true) throws {
        composer = LogComposer(LogName(account: account, host: host, isPrivate: false))
        self.host = host
        folder = board.directory + "/members/" + account.rawValue
        if isNew {
            try FileManager.default.createDirectory(
                atPath: folder, withIntermediateDirectories: false, attributes: [.posixPermissions: 0o700])
        }
        file = try Self.open(folder, host, segment)
    }

    mutating func append(_ event: NewEvent, now: Timestamp) throws -> EventID {
        let event = try composer.compose(event, now: now)
        buffer += event.line
        buffer.append(10)
        if buffer.count > 1 << 20 { try flush() }
        return event.id
    }

    mutating func close() throws {
        try flush()
        try file.close()
    }

    private mutating func flush() throws {
        try file.write(contentsOf: buffer)
        segmentSize += buffer.count
        buffer.removeAll(keepingCapacity: true)
        guard segmentSize > 64 << 20 else { return }
        try file.close()
        segment += 1
        segmentSize = 0
        file = try Self.open(folder, host, segment)
    }

    private static func open(_ folder: String, _ host: String, _ segment: Int) throws -> FileHandle {
        let path = folder + "/log-\(host).\(segment).jsonl"
        guard FileManager.default.createFile(atPath: path, contents: nil, attributes: [.posixPermissions: 0o600]) else {
            throw CocoaError(.fileWriteUnknown)
        }
        return try FileHandle(forWritingTo: URL(fileURLWithPath: path))
    }
}

/// Random numbers that are the same every time (SplitMix64, https://prng.di.unimi.it/splitmix64.c).
struct SeededGenerator: RandomNumberGenerator {
    private var state: UInt64

    init(seed: UInt64) { state = seed }

    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var mixed = state
        mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
        mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
        return mixed ^ (mixed >> 31)
    }
}

/// Words whose frequencies fall off as those of a language do.
enum Words {
    private static let syllables = [
        "ka", "lo", "mi", "ren", "ta", "shi", "vo", "da", "pel", "nu", "sor", "bi", "gra", "e",
    ]

    /// The word of a rank; the first are the commonest.
    static func word(_ rank: Int) -> String {
        var rank = rank + 1
        var word = ""
        while rank > 0 {
            word += syllables[rank % syllables.count]
            rank /= syllables.count
        }
        return word
    }

    private static func any(using random: inout SeededGenerator) -> String {
        // A product of three numbers favours the small ones, much as Zipf's law has it.
        let share = (0..<3).reduce(1.0) { product, _ in product * Double.random(in: 0..<1, using: &random) }
        return word(Int(share * 20_000))
    }

    static func title(using random: inout SeededGenerator) -> String {
        (0..<Int.random(in: 3...8, using: &random)).map { _ in any(using: &random) }.joined(separator: " ").capitalized
    }

    static func text(using random: inout SeededGenerator) -> String {
        (0..<Int.random(in: 1...3, using: &random)).map { _ in
            (0..<Int.random(in: 10...50, using: &random)).map { _ in any(using: &random) }.joined(separator: " ") + "."
        }.joined(separator: "\n\n")
    }
}
