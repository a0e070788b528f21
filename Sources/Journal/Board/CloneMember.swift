import Glibc

extension Board {
    static let memberFile = ".member"

    /// Whose clone this is, on a board of signatures; nothing elsewhere.
    public var cloneMember: Account? {
        guard identity.identity == .signatures, let file = Descriptor.open(directory + "/" + Self.memberFile),
            let bytes = file.read(128, at: 0)
        else { return nil }
        let name = String(decoding: bytes.prefix { $0 != 10 }, as: UTF8.self)
        return OwnFolder.isSafe(name) ? Account(name) : nil
    }

    /// Says whose clone this is, once. Throws when it cannot be kept.
    public func setCloneMember(_ account: Account) throws(JournalError) {
        let path = directory + "/" + Self.memberFile
        guard OwnFolder.isSafe(account.rawValue) else {
            throw JournalError(.badData, "\(account) cannot be a handle; use letters, digits, dots and dashes")
        }
        guard let file = Descriptor.open(path, flags: O_WRONLY | O_CREAT | O_EXCL, mode: 0o600),
            file.write(Array((account.rawValue + "\n").utf8)), file.sync()
        else { throw .system("cannot write \(path)", advice: "check who owns the folder") }
    }
}
