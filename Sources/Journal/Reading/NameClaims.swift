import Glibc

/// Whether a log's owner may have written lines that name another account than theirs. They may under a name that they
/// had before; not under one that is somebody else's, since such lines were copied: without this check whoever puts a
/// copy of another member's log into a folder of their own takes over what that member wrote, and readers who meet the
/// copy first would never see the original.
struct NameClaims {
    /// Other names that are looked up for one log; nobody has had more.
    private static let mostNames = 8

    private let folder: MemberFolder
    private var known: [String: Bool] = [:]

    init(_ folder: MemberFolder) { self.folder = folder }

    mutating func allow(_ name: String) -> Bool {
        if name == folder.account.rawValue { return true }
        if let isAllowed = known[name] { return isAllowed }
        guard known.count < Self.mostNames else { return false }
        let isAllowed = !isAccountOfAnother(name) && !OwnFolder.names(of: Account(name)).contains(where: isTaken)
        known[name] = isAllowed
        return isAllowed
    }

    /// On a board of handles one account owns all folders, and its own name is nobody's.
    private func isAccountOfAnother(_ name: String) -> Bool {
        guard let uid = Account(name).uid else { return false }
        return uid != folder.owner
    }

    private func isTaken(_ name: String) -> Bool {
        guard name != folder.name else { return false }
        var status = stat()
        let isThere = fstatat(folder.descriptor.number, "../" + name, &status, AT_SYMLINK_NOFOLLOW) == 0
        return isThere && status.isFolder && (folder.isNamedByOwner ? status.st_uid != folder.owner : true)
    }
}
