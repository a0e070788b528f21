import Foundation
import TestSupport
import Testing

/// Ten real Unix accounts that write at once on a board that they made themselves.
@Suite(.enabled(if: UnixAccounts.canBeMade, "skipped: only root can make the Unix accounts that share the board"))
struct ManyAccountsTests {
    private static let people = 10
    /// For how long they write, in seconds; what must hold holds however far they get. `STOA_SECONDS` asks for another time
    /// than 8, such as a whole minute.
    private static let duration = ProcessInfo.processInfo.environment["STOA_SECONDS"].flatMap { Int($0) } ?? 8

    @Test func tenAccountsWriteAtOnceAndNothingIsLostOrForged() throws {
        let accounts = try UnixAccounts(Self.people)
        let board = accounts.directory + "/" + accounts.names[0] + "/board"
        func stoa(_ account: Int, _ words: String) throws -> ProgramResult {
            try accounts.shell(account, "stoa \(words) --board \(board)")
        }
        // The path from nothing that the README shows, and no step more.
        #expect(try accounts.shell(0, "stoa init \(board) --title Shared --group \(accounts.group)").status == 0)
        for account in 1..<Self.people {
            #expect(try stoa(account, "join --name 'Person \(account)'").status == 0)
        }
        let thread = try #require(try stoa(0, "post --channel general --title Together -m go").lines.first)

        let said = Acknowledgements()
        DispatchQueue.concurrentPerform(iterations: Self.people) { account in
            said.note(account, try? accounts.shell(account, Self.busy(account, thread, board)))
        }
        #expect(said.failures.isEmpty, "\(said.failures)")
        #expect(said.posts.count == Self.people && said.posts.values.allSatisfy { !$0.isEmpty })
        print("ten accounts wrote \(said.posts.values.map(\.count).reduce(0, +)) posts in \(Self.duration) s")

        for account in 0..<Self.people {
            let read = try stoa(account, "read \(thread) --json").output
            let posts = try #require(
                try JSONSerialization.jsonObject(with: Data(read.utf8)) as? [String: Any])["posts"]
            let seen = Dictionary(
                (try #require(posts as? [[String: Any]])).compactMap { post in
                    (post["id"] as? String).map { ($0, post) }
                }, uniquingKeysWith: { first, _ in first })
            for (author, ids) in said.posts {
                for id in ids {
                    let post = try #require(seen[id], "\(accounts.names[account]) does not see \(id) of \(author)")
                    #expect(post["author"] as? String == accounts.names[author])
                    #expect((post["body"] as? String)?.hasPrefix("second thoughts of \(author)") == true, "\(post)")
                }
            }
            let reactions = seen[thread]?["reactions"] as? [String: [String]]
            #expect(Set(reactions?["👍"] ?? []) == Set(accounts.names))
            #expect(seen.count == 1 + said.posts.values.map(\.count).reduce(0, +))
        }
        for account in [0, Self.people - 1] {
            let doctor = try stoa(account, "doctor")
            #expect(doctor.status == 0 && doctor.output.contains("All is well."), "\(doctor)")
        }
    }

    /// What one of them does until the time is over: a reply, an edit of it, a reaction to it; the reply's id is printed
    /// when all three were acknowledged.
    private static func busy(_ account: Int, _ thread: String, _ board: String) -> String {
        """
        export STOA_BOARD=\(board); end=$(($(date +%s) + \(duration))); number=0
        while [ $(date +%s) -lt $end ] || [ $number = 0 ]; do
            number=$((number + 1))
            id=$(stoa reply \(thread) -m "first words $number of \(account)") || exit 1
            stoa edit $id -m "second thoughts of \(account), number $number" > /dev/null || exit 1
            stoa react \(thread) 👍 > /dev/null || exit 1
            echo $id
        done
        """
    }
}

/// What each account was told is on disk; noted from ten threads.
private final class Acknowledgements: @unchecked Sendable {
    private let lock = NSLock()
    // Both are read and written under the lock.
    private var allPosts: [Int: [String]] = [:]
    private var allFailures: [String] = []

    var posts: [Int: [String]] { lock.withLock { allPosts } }
    var failures: [String] { lock.withLock { allFailures } }

    func note(_ account: Int, _ result: ProgramResult?) {
        lock.withLock {
            allPosts[account] = result?.lines ?? []
            if result?.status != 0 { allFailures.append("\(account): \(result?.errors ?? "did not run")") }
        }
    }
}
