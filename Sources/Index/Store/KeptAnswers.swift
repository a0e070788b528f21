import GRDB
import Journal
import Synchronization

/// Answers that screens ask for again and again, kept until a table changes that they come from.
final class KeptAnswers: Sendable {
    private struct Answer: Sendable {
        var tables: Set<String>
        var minute: Int64?
        var value: any Sendable
    }

    private struct State: Sendable {
        var answers: [String: Answer] = [:]
        /// Counts the changes, so that what was asked before one is not kept after it.
        var age = 0
    }

    private let state = Mutex(State())

    /// The answer of this name, asked for when none is kept, or when it was another minute's.
    func answer<Value: Sendable>(
        _ name: String, from tables: Set<String>, minute: Int64?, _ ask: () throws -> Value
    ) rethrows -> Value {
        let (kept, age) = state.withLock { ($0.answers[name], $0.age) }
        if let kept, kept.minute == minute, let value = kept.value as? Value { return value }
        let value = try ask()
        state.withLock { state in
            guard state.age == age else { return }
            state.answers[name] = Answer(tables: tables, minute: minute, value: value)
        }
        return value
    }

    /// Lets go of what came from rows that changed.
    func note(_ changes: ChangeSet) {
        guard !changes.rows.isEmpty || !changes.standings.isEmpty else { return }
        state.withLock { state in
            state.age += 1
            state.answers = state.answers.filter { answer in
                changes.rows.keys.allSatisfy { !answer.value.tables.contains($0) }
                    && (changes.standings.isEmpty || !answer.value.tables.contains(KeptAnswers.standing))
            }
        }
    }

    /// Lets go of everything.
    func forget() {
        state.withLock { state in
            state.age += 1
            state.answers = [:]
        }
    }

    /// The table of what members are and may do.
    static let standing = "standing"
}

extension BoardSession {
    /// Runs a query whose answer is kept until one of the tables that it reads changes, by the names that projections
    /// touch; when it depends on the time, given by `now`, for that minute. `name` tells it from all others, and holds
    /// whatever else the answer depends on.
    public func readKept<Value: Sendable>(
        _ name: String, from tables: Set<String>, now: Timestamp? = nil, _ query: (Database) throws -> Value
    ) throws -> Value {
        let minute = now.map { $0.rawValue / 60_000 }
        return try index.answers.answer(name, from: tables, minute: minute) { try read(query) }
    }
}
