import Foundation
import Index
import Journal

/// What a clone remembers of its last exchange, so that the next one costs what is new: a commit of git's that holds what
/// both sides had then, and how far the logs and files of the clone had come. It lies beside the index and is as
/// disposable: without it everything is looked at.
struct SyncMemory: Codable {
    /// The clone's folder; two clones of one member may share the place where this lies.
    private var clone: String
    /// The commit. Everything in it is held here, byte by byte, and everything up to the marks is in it.
    private(set) var base: String
    /// Where each log's last signature stands.
    private(set) var marks: [LogMark]
    /// How each member's folder of files looked.
    private(set) var files: [String: SharedFiles.Stamp]

    /// What git keeps the commit by.
    static let reference = "refs/stoa/base"
    private static let largest = 64 << 20

    init(_ holdings: Holdings, of session: BoardSession, base: String) {
        clone = session.board.directory
        self.base = base
        marks = holdings.logs.values.compactMap(\.mark)
        files = Dictionary(
            holdings.files.compactMap { files in files.stamp.map { (files.account.rawValue, $0) } },
            uniquingKeysWith: { first, _ in first })
    }

    /// What is remembered; nothing when there is nothing, or it is none of this clone's.
    static func load(_ session: BoardSession, _ git: Git) throws -> SyncMemory? {
        guard let file = FileHandle(forReadingAtPath: session.exchangeMemory),
            let data = try? file.read(upToCount: largest),
            let memory = try? JSONDecoder().decode(SyncMemory.self, from: data),
            memory.clone == session.board.directory, memory.base.wholeMatch(of: /[0-9a-f]{40,64}/) != nil
        else { return nil }
        let kept = try git.run(["rev-parse", "--verify", "--quiet", reference + "^{commit}"])
        return kept.status == 0 && kept.line == memory.base ? memory : nil
    }

    /// Keeps it. What cannot be kept is looked for again next time, at the price of reading everything.
    func save(_ session: BoardSession, _ git: Git) throws {
        try git.need(["update-ref", Self.reference, base])
        try? JSONEncoder().encode(self).write(to: URL(fileURLWithPath: session.exchangeMemory), options: .atomic)
    }
}
