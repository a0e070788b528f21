import Glibc

/// Names of members whose accounts this machine no longer has. Their folders say what they were called: nobody who is here
/// can own a file in their number, so nobody can take such a folder for their own.
struct FormerNames {
    let board: BoardIdentity

    /// The name that the owner of a folder had; nothing when the number is somebody's, when the name is, or when the
    /// folders of two numbers lay claim to it.
    func name(of uid: uid_t, folder: String, in members: Descriptor) -> Account? {
        guard Account.isNobody(uid), let name = Self.plainName(of: folder), name.isUnknownHere else { return nil }
        // The first admin's name is kept from whoever squatted it.
        guard name.rawValue != board.founder else { return uid == board.founderUID ? name : nil }
        let claimants = OwnFolder.names(of: name).compactMap { owner(of: $0, in: members) }
        return claimants.allSatisfy { $0 == uid || !Account.isNobody($0) } ? name : nil
    }

    /// The account that a folder is named for: `ana~1` is one of ana's.
    static func plainName(of folder: String) -> Account? {
        let name = folder.split(separator: "~", maxSplits: 1, omittingEmptySubsequences: false)[0]
        guard !name.isEmpty, !name.hasPrefix("uid-"), OwnFolder.names(of: Account(String(name))).contains(folder) else {
            return nil
        }
        return Account(String(name))
    }

    private func owner(of name: String, in members: Descriptor) -> uid_t? {
        var status = stat()
        guard fstatat(members.number, name, &status, AT_SYMLINK_NOFOLLOW) == 0, status.isFolder else { return nil }
        return status.st_uid
    }
}
