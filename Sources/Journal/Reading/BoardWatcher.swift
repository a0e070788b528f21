import CSystem
import Glibc

/// Notice of what others write, by inotify(7). It only makes news arrive sooner: on network file systems it is silent,
/// so whoever uses it also looks every now and then.
public final class BoardWatcher {
    /// Readable when something may have been written; for poll(2). -1 when the machine gives no notice.
    public let fileDescriptor: Int32
    private let board: Board
    /// The members' folders by the numbers of their watches.
    private var folders: [Int32: String] = [:]
    private var hasUnwatched = false
    private let isOnNetwork: Bool

    /// Starts watching a board.
    public init(board: Board) {
        self.board = board
        fileDescriptor = inotify_init1(Int32(IN_NONBLOCK | IN_CLOEXEC))
        isOnNetwork = Self.isOnNetworkFileSystem(board.directory)
        watchFolders()
    }

    deinit { if fileDescriptor >= 0 { close(fileDescriptor) } }

    /// Milliseconds after which to look though nothing was noticed: seldom where everything is noticed.
    public var lookInterval: Int64 { fileDescriptor < 0 || isOnNetwork || hasUnwatched ? 2_000 : 15_000 }

    /// Takes the notices in, and answers where a log may have grown; nothing when there was none.
    public func drain() -> LookScope? {
        guard fileDescriptor >= 0 else { return nil }
        var noticed: Set<Int32> = []
        var buffer = [UInt8](repeating: 0, count: 16 << 10)
        while case let count = read(fileDescriptor, &buffer, buffer.count), count > 0 {
            noticed.formUnion(Self.watches(in: buffer[..<count]))
        }
        guard !noticed.isEmpty else { return nil }
        let names = noticed.compactMap { folders[$0] }
        guard names.count == noticed.count else {
            // Folders have come or gone, or notices were lost.
            watchFolders()
            return .everywhere
        }
        return .folders(Set(names))
    }

    /// What the notices are about. Each begins with a number of its watch, and in its fourth number says how long the name
    /// is that ends it (inotify(7)).
    private static func watches(in notices: ArraySlice<UInt8>) -> [Int32] {
        notices.withUnsafeBytes { bytes in
            var found: [Int32] = []
            let head = MemoryLayout<inotify_event>.size
            var place = 0
            while place + head <= bytes.count {
                let notice = bytes.loadUnaligned(fromByteOffset: place, as: inotify_event.self)
                found.append(notice.wd)
                place += head + Int(notice.len)
            }
            return found
        }
    }

    /// NFS, CIFS, SMB2, SMB, FUSE (sshfs), 9P and Ceph, by the numbers of statfs(2).
    private static let networkFileSystems: Set<UInt32> = [
        0x6969, 0xFF53_4D42, 0xFE53_4D42, 0x517B, 0x6573_5546, 0x0102_1997, 0x00C3_6400,
    ]

    /// Whether a path lies where other machines write too, so that inotify is silent.
    public static func isOnNetworkFileSystem(_ path: String) -> Bool {
        networkFileSystems.contains(stoa_file_system_kind(path))
    }

    private func watchFolders() {
        guard fileDescriptor >= 0 else { return }
        let members = board.directory + "/" + Board.membersFolder
        // A folder that came back under its name is another one, so all are asked for; one that is watched keeps its number.
        folders = [:]
        hasUnwatched = watch(members, IN_CREATE | IN_MOVED_TO | IN_ATTRIB) == nil
        guard let folder = Descriptor.open(members, flags: O_RDONLY | O_DIRECTORY) else { return }
        for name in MemberFolders.entries(of: folder, on: board).names {
            guard let number = watch(members + "/" + name, IN_MODIFY | IN_CREATE | IN_MOVED_TO) else {
                hasUnwatched = true
                continue
            }
            folders[number] = name
        }
    }

    /// The number of a watch; one path has one number.
    private func watch(_ path: String, _ events: Int32) -> Int32? {
        let number = inotify_add_watch(fileDescriptor, path, UInt32(events | IN_ONLYDIR | IN_DONT_FOLLOW))
        return number >= 0 ? number : nil
    }
}
