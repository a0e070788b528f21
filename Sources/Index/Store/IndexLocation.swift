import Foundation
import Journal

/// Where a reader's private index of a board lies.
public struct IndexLocation: Hashable, Sendable {
    /// The folder for this board's indexes, mode 0700.
    public let directory: String
    /// The database file.
    public var database: String { directory + "/" + host + (version.map { ".\($0)" } ?? "") + ".sqlite" }
    /// Held by the one process of this host that catches up.
    var lock: String { directory + "/" + host + ".lock" }

    /// Where the text index of a whole board is built.
    var texts: String { directory + "/" + host + ".texts" }

    /// Where it is remembered what was exchanged last.
    var exchange: String { directory + "/" + host + ".exchange" }

    /// Where drafts go that the board's own folder does not take: it may be full, or only be read.
    public let spareDrafts: String

    private let host: String
    /// The shape of the tables, where the usual file holds those of another program.
    private var version: Int32?
    /// Seconds after which an index that nothing has changed counts as left behind.
    private static let longestUnused = 30 * 86_400

    /// The same place, but with a file for tables of one shape.
    func beside(_ version: Int32) -> IndexLocation {
        var location = self
        location.version = version
        return location
    }

    /// Whether the database file is there.
    var isTaken: Bool { access(database, F_OK) == 0 }

    /// Throws away what programs of other versions have left behind long ago.
    func removeLeftovers() {
        let names = (try? FileManager.default.contentsOfDirectory(atPath: directory)) ?? []
        for name in names where name.hasPrefix(host + ".") && name.contains(".sqlite") {
            let path = directory + "/" + name
            var status = stat()
            guard !path.hasPrefix(database), lstat(path, &status) == 0,
                time(nil) - status.st_mtim.tv_sec > Self.longestUnused
            else { continue }
            unlink(path)
        }
    }

    /// An index in a folder of one's choice.
    public init(directory: String, host: String, spareDrafts: String? = nil) {
        self.directory = directory
        self.host = host
        self.spareDrafts = spareDrafts ?? directory + "/drafts"
    }

    /// The usual place: `$XDG_CACHE_HOME/stoa/BOARD-ID`, or under `/var/tmp/stoa-UID` when that is on a network file
    /// system, where SQLite's write-ahead log cannot work.
    public static func usual(
        for board: Board, reader: Account, host: String, environment: [String: String]
    ) -> IndexLocation {
        let home = environment["HOME"] ?? NSHomeDirectory()
        let cache = environment["XDG_CACHE_HOME"].flatMap { $0.hasPrefix("/") ? $0 : nil } ?? home + "/.cache"
        let isRemote = BoardWatcher.isOnNetworkFileSystem(existingPart(of: cache))
        let base = isRemote ? "/var/tmp/stoa-\(getuid())" : cache + "/stoa"
        let state = environment["XDG_STATE_HOME"].flatMap { $0.hasPrefix("/") ? $0 : nil } ?? home + "/.local/state"
        // On a shared account every handle reads with other eyes and needs an index of its own.
        let name = board.identity.id + (board.identity.identity.isNamedByFolder ? "/" + reader.rawValue : "")
        return IndexLocation(
            directory: base + "/" + name, host: host, spareDrafts: state + "/stoa/" + name + "/drafts")
    }

    private static func existingPart(of path: String) -> String {
        var path = path
        while access(path, F_OK) != 0, let slash = path.lastIndex(of: "/"), slash != path.startIndex {
            path = String(path[..<slash])
        }
        return path
    }

    /// Makes the folder and makes sure that nobody else can look in or has put it there.
    func prepare() throws(IndexError) {
        var made = ""
        for part in directory.split(separator: "/") {
            made += "/" + part
            if mkdir(made, 0o700) != 0, errno != EEXIST {
                throw IndexError(
                    "cannot make \(made) for the index (\(String(cString: strerror(errno)))); set "
                        + "XDG_CACHE_HOME to a folder of yours")
            }
        }
        var status = stat()
        guard lstat(directory, &status) == 0, status.st_uid == geteuid(), status.st_mode & S_IFMT == S_IFDIR else {
            throw IndexError("\(directory) is not a folder of yours; set XDG_CACHE_HOME to one that is")
        }
        chmod(directory, 0o700)
    }
}
