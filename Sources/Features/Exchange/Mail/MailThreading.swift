import Journal

/// Where a message stands among the others: under which one, in which thread.
struct MailPlace: Hashable, Sendable {
    /// The message's position in what was given.
    var message: Int
    /// The position of the message that it answers; nothing for the first of a thread.
    var parent: Int?
    /// The position of the first message of its thread.
    var root: Int
    /// How many messages stand above it.
    var depth: Int
}

/// Puts messages into threads, after the REFERENCES algorithm of RFC 5256 (section 3). Unlike there a thread whose first
/// message is missing is led by its oldest known one, since a board has no empty posts.
struct MailThreading {
    /// A subject joins an answer without references to a thread that was active this long before it, in milliseconds.
    static let subjectReach: Int64 = 30 * 24 * 3_600_000

    private let headers: [MailHeader]
    private let subjects: [MailSubject]
    /// Positions by date, then by position.
    private let byDate: [Int]
    private var parents: [Int?]
    private var groups: MessageGroups

    /// Every message's place: threads in the order of their first messages, each with parents before their answers and
    /// else by date. The ids of `headers` must differ, and the dates be filled in.
    static func places(of headers: [MailHeader]) -> [MailPlace] {
        var threading = MailThreading(headers)
        threading.joinByReferences()
        threading.joinByMissingAncestors()
        threading.joinBySubject()
        return threading.places()
    }

    private init(_ headers: [MailHeader]) {
        self.headers = headers
        subjects = headers.map { MailSubject($0.subject) }
        byDate = headers.indices.sorted { left, right in
            (Self.date(headers[left]), left) < (Self.date(headers[right]), right)
        }
        parents = Array(repeating: nil, count: headers.count)
        groups = MessageGroups(count: headers.count)
    }

    private static func date(_ header: MailHeader) -> Int64 { header.date?.rawValue ?? 0 }

    /// Each message goes under the nearest of its ancestors that is there.
    private mutating func joinByReferences() {
        let positions = Dictionary(
            headers.enumerated().map { ($0.element.id, $0.offset) }, uniquingKeysWith: { first, _ in first })
        for message in byDate {
            for ancestor in headers[message].references.reversed() {
                if let parent = positions[ancestor], join(message, under: parent) { break }
            }
        }
    }

    /// Messages that name the same missing ancestor belong together, under the oldest.
    private mutating func joinByMissingAncestors() {
        var eldest: [MessageID: Int] = [:]
        for message in byDate where parents[message] == nil {
            let ancestors = headers[message].references.filter(\.isTelling)
            for ancestor in ancestors {
                guard let root = eldest[ancestor] else { continue }
                if join(message, under: root) { break }
            }
            for ancestor in ancestors where eldest[ancestor] == nil { eldest[ancestor] = message }
        }
    }

    /// An answer that names no message it could go under follows the thread of its subject, if that is still warm. Some
    /// archives take the reply marks away, so that naming any ancestor makes an answer too.
    private mutating func joinBySubject() {
        var active: [String: (root: Int, date: Int64)] = [:]
        for message in byDate {
            let subject = subjects[message]
            guard !subject.base.isEmpty else { continue }
            let date = Self.date(headers[message])
            let isAnswer = subject.isReply || headers[message].references.contains(where: \.isTelling)
            if parents[message] == nil, isAnswer, let thread = active[subject.base],
                date - thread.date <= Self.subjectReach
            {
                _ = join(message, under: thread.root)
            }
            active[subject.base] = (groups.top(of: message), date)
        }
    }

    /// Puts a message that has no parent under another one; not when that is one of its own answers.
    private mutating func join(_ message: Int, under parent: Int) -> Bool {
        guard groups.join(message, under: parent) else { return false }
        parents[message] = parent
        return true
    }

    private func places() -> [MailPlace] {
        var answers: [[Int]] = Array(repeating: [], count: headers.count)
        for message in byDate { if let parent = parents[message] { answers[parent].append(message) } }
        var places: [MailPlace] = []
        places.reserveCapacity(headers.count)
        for root in byDate where parents[root] == nil {
            places.append(contentsOf: thread(of: root, answers: answers))
        }
        return places
    }

    /// One thread. A message that is dated before what it answers counts from that one's date on.
    private func thread(of root: Int, answers: [[Int]]) -> [MailPlace] {
        var found: [(place: MailPlace, date: Int64)] = []
        let first = MailPlace(message: root, parent: nil, root: root, depth: 0)
        var waiting = [(place: first, date: Self.date(headers[root]))]
        while let next = waiting.popLast() {
            found.append(next)
            for answer in answers[next.place.message] {
                let place = MailPlace(
                    message: answer, parent: next.place.message, root: root, depth: next.place.depth + 1)
                waiting.append((place, max(next.date, Self.date(headers[answer]))))
            }
        }
        return found.sorted { left, right in
            (left.date, left.place.depth, left.place.message) < (right.date, right.place.depth, right.place.message)
        }.map(\.place)
    }
}

/// Which messages hang together, and which of them stands at the top: a union-find. A message without a parent is the top
/// of its own group, so that putting it under another message makes a circle exactly if both are of one group.
struct MessageGroups {
    private var links: [Int]
    private var sizes: [Int]
    private var tops: [Int]

    /// Groups of one message each.
    init(count: Int) {
        links = Array(0..<count)
        sizes = Array(repeating: 1, count: count)
        tops = links
    }

    /// The message at the top of the one's group.
    mutating func top(of message: Int) -> Int { tops[group(of: message)] }

    /// Makes the group of `message`, which is at its top, part of that of `parent`; false if they are one already.
    mutating func join(_ message: Int, under parent: Int) -> Bool {
        let lower = group(of: message)
        let upper = group(of: parent)
        guard lower != upper else { return false }
        let top = tops[upper]
        let (small, large) = sizes[lower] < sizes[upper] ? (lower, upper) : (upper, lower)
        links[small] = large
        sizes[large] += sizes[small]
        tops[large] = top
        return true
    }

    private mutating func group(of message: Int) -> Int {
        var current = message
        while links[current] != current {
            links[current] = links[links[current]]
            current = links[current]
        }
        return current
    }
}
