import Index
import Journal

/// How members answer a poll.
public enum PollKind: String, Codable, CaseIterable, Sendable {
    /// One option.
    case single
    /// Any number of options.
    case multiple
    /// Options in order, the best first.
    case ranking

    /// As people read it.
    var words: String {
        switch self {
        case .single: "one choice"
        case .multiple: "any number of choices"
        case .ranking: "ranking, best first"
        }
    }
}

/// Where a poll stands. Time brings it on, so it is told when it is read.
public enum PollState: String, Codable, Sendable {
    /// Votes count, and can be changed.
    case open
    /// The same, with less than a day left.
    case closing
    /// No more votes count; its author has not said what follows from it.
    case closed
    /// Its author has written the outcome: only now is it finished.
    case finished

    /// As people read it.
    var words: String {
        switch self {
        case .open: "open"
        case .closing: "closes soon"
        case .closed: "closed, no outcome yet"
        case .finished: "finished"
        }
    }
}

/// One member's vote: the options chosen, by their places, in a ranking the best first. None of them is a vote too: it
/// leaves the matter to the others.
public struct PollVote: Codable, Hashable, Sendable {
    /// Who.
    public var account: Account
    /// What they chose.
    public var choices: [Int]
    /// When.
    public var at: Timestamp
}

/// A poll as its events made it.
public struct Poll: Codable, Hashable, Sendable {
    /// The event that opened it.
    public var id: EventID
    /// Who asks.
    public var author: Account
    /// When it was opened.
    public var opened: Timestamp
    /// What is asked.
    public var terms: PollOpened
    /// When its author, or a moderator, closed it; nothing while it is open or closes by itself.
    public var ended: Timestamp?
    /// What follows from it, in its author's words.
    public var outcome: PollOutcome?
    /// The votes that count, one a member.
    public var votes: [PollVote] = []

    /// What follows from a poll.
    public struct PollOutcome: Codable, Hashable, Sendable {
        /// Who wrote it.
        public var account: Account
        /// Markdown.
        public var text: String
        /// When.
        public var at: Timestamp
    }

    /// When votes stopped or stop counting; nothing while that is open.
    public var closes: Timestamp? { [ended, terms.closes].compactMap { $0 }.min() }

    /// Whether votes count at a moment.
    public func isOpen(at moment: Timestamp) -> Bool { closes.map { moment < $0 } ?? true }

    /// Where it stands at a moment.
    public func state(at moment: Timestamp) -> PollState {
        guard outcome == nil else { return .finished }
        guard isOpen(at: moment) else { return .closed }
        return closes.map { $0 < moment.advanced(by: Self.day) } ?? false ? .closing : .open
    }

    /// A member's vote; nothing when they have not voted.
    public func vote(of account: Account) -> PollVote? { votes.first { $0.account == account } }

    /// What the votes come to, an entry an option.
    public var tally: [PollTally] { PollTally.all(of: self) }

    private static let day: Int64 = 86_400_000
}

/// What the votes come to for one option.
public struct PollTally: Hashable, Sendable {
    /// How many chose it; in a ranking, put it first.
    public var votes: Int
    /// Its points in a ranking (Borda's count: of four options the first gets 4, the second 3, one left out none); else
    /// the same as `votes`.
    public var points: Int
    /// The most points that it could have.
    public var most: Int
    /// Who chose it; in a ranking, who put it first.
    public var accounts: [Account]

    static func all(of poll: Poll) -> [PollTally] {
        let count = poll.terms.options.count
        let isRanking = poll.terms.pollKind == .ranking
        let voters = poll.votes.count { !$0.choices.isEmpty }
        var all = Array(
            repeating: PollTally(votes: 0, points: 0, most: voters * (isRanking ? count : 1), accounts: []),
            count: count)
        for vote in poll.votes {
            for (place, option) in vote.choices.enumerated() {
                all[option].points += isRanking ? count - place : 1
                guard !isRanking || place == 0 else { continue }
                all[option].votes += 1
                all[option].accounts.append(vote.account)
            }
        }
        return all
    }
}
