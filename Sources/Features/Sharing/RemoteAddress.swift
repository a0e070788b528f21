import Foundation

/// A git remote: a folder of this machine, or an address that git reaches over SSH or HTTPS.
struct RemoteAddress: Hashable {
    /// What git is given.
    let text: String
    /// Whether it is a folder.
    let isFolder: Bool

    private static let schemes = ["ssh", "https", "file"]
    private static let longest = 2_048

    /// An address as people type it. Throws `CommandFailure` (64) for what git would take for an option or a program.
    init(_ typed: String) throws {
        guard !typed.isEmpty, !typed.hasPrefix("-"), !typed.contains("::"), typed.utf8.count <= Self.longest,
            typed.unicodeScalars.allSatisfy({ $0.value >= 32 && $0.value != 127 })
        else { throw Self.refusal(typed) }
        if let scheme = typed.wholeMatch(of: /([A-Za-z][A-Za-z0-9+.-]*):\/\/([^-].*)/) {
            guard Self.schemes.contains(String(scheme.1)) else { throw Self.refusal(typed) }
            isFolder = scheme.1 == "file"
            text = typed
        } else if typed.contains("://") {
            throw Self.refusal(typed)
        } else if typed.wholeMatch(of: /[A-Za-z0-9_][^\/:]*:[^-].*/) != nil {
            // user@host:path, as scp has it.
            isFolder = false
            text = typed
        } else if let colon = typed.firstIndex(of: ":"), !typed[..<colon].contains("/") {
            throw Self.refusal(typed)
        } else {
            isFolder = true
            text = BoardOptions.absolute(typed)
        }
    }

    private static func refusal(_ typed: String) -> CommandFailure {
        CommandFailure(
            "“\(typed)” is no remote; name a folder, ssh://HOST/PATH, HOST:PATH or an https address", .usage)
    }
}
