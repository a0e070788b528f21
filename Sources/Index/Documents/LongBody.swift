import Journal

extension Projecting {
    /// The text of a body that its author put into a file because it is too long for a line. Nothing when the file is
    /// missing or is not what its name says.
    public func longBody(_ hash: String, of event: Event) throws -> String? {
        let store = FileStore(board: board, account: event.by)
        guard let bytes = try? store.read(hash, limit: Self.longestBody) else { return nil }
        return String(decoding: bytes, as: UTF8.self)
    }

    /// Bytes of the longest body that is shown.
    private static var longestBody: Int { 4 << 20 }
}
