import Foundation

extension BoardIdentity {
    /// An identity from the bytes of a `board.json`, which may come from anywhere. Throws what is wrong with them.
    init(checking bytes: [UInt8]) throws(JournalError) {
        guard let identity = try? JSONDecoder().decode(BoardIdentity.self, from: Data(bytes)) else {
            throw JournalError(.badData, "is damaged; restore it from a backup")
        }
        guard identity.format <= Self.currentFormat else {
            throw JournalError(.badData, "was made by a newer Stoa; install that one")
        }
        let isPlain = identity.id.allSatisfy { $0.isASCII && ($0.isLetter || $0.isNumber) }
        guard identity.id.utf8.count <= 64, isPlain, identity.identity != .signatures || identity.founderKey != nil
        else {
            throw JournalError(.badData, "is damaged: its id or its founder's key is none; restore it from a backup")
        }
        self = identity
    }
}

extension Board {
    /// What the board's `board.json` holds, byte by byte. Throws when it cannot be read.
    public func identityBytes() throws(JournalError) -> [UInt8] { try Self.identityBytes(at: directory) }

    /// Whether these are the bytes of this board's `board.json`. Throws when they are none of any.
    public static func isIdentity(_ bytes: [UInt8], of board: Board) throws(JournalError) -> Bool {
        try BoardIdentity(checking: bytes) == board.identity
    }
}
