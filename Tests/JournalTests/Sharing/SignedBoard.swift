import Foundation
import Testing

@testable import Journal

/// A board whose members sign, in a temporary directory that goes when the test ends.
final class SignedBoard: Sendable {
    let board: Board
    let pair: SigningPair
    static let ana = Account("ana")

    init() throws {
        pair = try #require(SigningPair(seed: (0..<32).map { UInt8($0) }))
        board = try Board.create(
            at: NSTemporaryDirectory() + "/signed-" + UUID().uuidString, title: "Tests", identity: .signatures,
            founder: Self.ana, founderKey: pair.published)
    }

    deinit { try? FileManager.default.removeItem(atPath: board.directory) }

    var path: String { board.directory + "/members/ana/log-here.1.jsonl" }

    private func pen(_ account: Account) -> Pen {
        Pen(board: board, account: account, host: "here", clock: StillClock())
    }

    /// Writes texts and signs them.
    func say(_ texts: String..., account: Account = SignedBoard.ana, isSigned: Bool = true) throws {
        let pen = pen(account)
        _ = try pen.append(texts.map { try NewEvent(Said(text: $0)) }, after: Timestamp(rawValue: 0))
        if isSigned { try pen.sign(with: pair, after: Timestamp(rawValue: 0)) }
    }

    /// The parts of the first log, byte by byte.
    func parts() throws -> [(seq: Int64, bytes: [UInt8])] {
        let log = try #require(try LocalLog.all(on: board).first)
        var parts: [(seq: Int64, bytes: [UInt8])] = []
        log.read(Set(log.parts.map(\.seq))) { parts.append(($0, $1)) }
        return parts
    }

    /// A check that knows nothing of the first log.
    func check() throws -> PartCheck {
        PartCheck(after: LocalLog(nothingOf: try #require(try LocalLog.all(on: board).first).log), on: board)
    }
}
