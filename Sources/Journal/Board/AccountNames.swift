import Glibc

extension Account {
    /// The account this process runs as.
    public static func ofProcess() -> Account { Account(uid: geteuid()) }

    /// The account with this number, by the machine's list of users; `uid-NUMBER` when it has none.
    init(uid: uid_t) {
        var entry = passwd()
        var found: UnsafeMutablePointer<passwd>?
        var buffer = [CChar](repeating: 0, count: 4096)
        let name: String? = buffer.withUnsafeMutableBufferPointer { buffer in
            guard let start = buffer.baseAddress, getpwuid_r(uid, &entry, start, buffer.count, &found) == 0,
                found != nil, let name = entry.pw_name
            else { return nil }
            return String(cString: name)
        }
        self.init(name ?? "uid-\(uid)")
    }
}

extension Account {
    /// The account's number, by the machine's list of users; nothing when there is no such account.
    var uid: uid_t? {
        var entry = passwd()
        var found: UnsafeMutablePointer<passwd>?
        var buffer = [CChar](repeating: 0, count: 4096)
        guard getpwnam_r(rawValue, &entry, &buffer, buffer.count, &found) == 0, found != nil else { return nil }
        return entry.pw_uid
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
