import Glibc

extension Account {
    /// The account this process runs as.
    public static func ofProcess() -> Account { Account(uid: geteuid()) }

    /// The account with this number, by the machine's list of users; `uid-NUMBER` when it has none.
    init(uid: uid_t) { self = Self.lookup(uid).account ?? Account("uid-\(uid)") }

    /// Whether the machine's list of users says for certain that nobody has this number; a list that cannot be asked just
    /// now says nothing.
    static func isNobody(_ uid: uid_t) -> Bool {
        let (account, isCertain) = lookup(uid)
        return account == nil && isCertain
    }

    private static func lookup(_ uid: uid_t) -> (account: Account?, isCertain: Bool) {
        var entry = passwd()
        var found: UnsafeMutablePointer<passwd>?
        var buffer = [CChar](repeating: 0, count: 4096)
        return buffer.withUnsafeMutableBufferPointer { buffer in
            guard let start = buffer.baseAddress else { return (nil, false) }
            let status = getpwuid_r(uid, &entry, start, buffer.count, &found)
            guard status == 0, found != nil, let name = entry.pw_name else { return (nil, status == 0) }
            return (Account(String(cString: name)), true)
        }
    }
}

extension Account {
    /// The account's number, by the machine's list of users; nothing when there is no such account.
    var uid: uid_t? { Self.lookup(rawValue).uid }

    /// Whether the machine's list of users says for certain that there is no such account.
    var isUnknownHere: Bool {
        let (uid, isCertain) = Self.lookup(rawValue)
        return uid == nil && isCertain
    }

    private static func lookup(_ name: String) -> (uid: uid_t?, isCertain: Bool) {
        var entry = passwd()
        var found: UnsafeMutablePointer<passwd>?
        var buffer = [CChar](repeating: 0, count: 4096)
        let status = getpwnam_r(name, &entry, &buffer, buffer.count, &found)
        return (status == 0 && found != nil ? entry.pw_uid : nil, status == 0)
    }
}

/// Names of accounts by number, each asked for once.
struct AccountNames {
    private var names: [uid_t: Account] = [:]

    mutating func name(of uid: uid_t) -> Account {
        if let name = names[uid] { return name }
        let name = Account(uid: uid)
        names[uid] = name
        return name
    }
}
