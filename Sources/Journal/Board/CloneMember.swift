import Glibc

extension Board {
    static let memberFile = ".member"

    /// Whose clone this is, on a board of signatures; nothing elsewhere.
    public var cloneMember: Account? {
        guard let name = cloneWords.first, OwnFolder.isSafe(name) else { return nil }
        return Account(name)
    }

    /// What a clone calls the machine in the names of its logs: by a name of its own where its member's logs of this
    /// machine were written with a key that is lost, and may still be written to by whoever has it.
    public func cloneHost(_ host: String) -> String {
        guard cloneWords.count > 1, OwnFolder.isSafe(cloneWords[1]) else { return host }
        return "\(host)-\(cloneWords[1])"
    }

    private var cloneWords: [String] {
        guard identity.identity == .signatures, let file = Descriptor.open(directory + "/" + Self.memberFile),
            let bytes = file.read(256, at: 0)
        else { return [] }
        return String(decoding: bytes.prefix { $0 != 10 }, as: UTF8.self).split(separator: " ").map(String.init)
    }

    /// Says whose clone this is, once, and what to add to the machine's name. Throws when it cannot be kept.
    public func setCloneMember(_ account: Account, suffix: String? = nil) throws(JournalError) {
        let path = directory + "/" + Self.memberFile
        guard OwnFolder.isSafe(account.rawValue) else {
            throw JournalError(.badData, "\(account) cannot be a handle; use letters, digits, dots and dashes")
        }
        let words = account.rawValue + (suffix.map { " " + $0 } ?? "")
        guard let file = Descriptor.open(path, flags: O_WRONLY | O_CREAT | O_EXCL, mode: 0o600),
            file.write(Array((words + "\n").utf8)), file.sync()
        else { throw .system("cannot write \(path)", advice: "check who owns the folder") }
    }
}
