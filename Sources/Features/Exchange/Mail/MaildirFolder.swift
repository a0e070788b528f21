import Glibc

/// A Maildir (https://cr.yp.to/proto/maildir.html), or any folder with a file for each message. `tmp` holds what is not
/// yet delivered and is left alone; links are not followed.
struct MaildirFolder: MailArchive {
    private let path: String
    private let files: [String]

    /// The folder at `path`. Throws `MailArchiveError`.
    init(path: String) throws {
        self.path = path
        let delivered = try ["cur", "new"].flatMap { folder in
            try Self.names(in: "\(path)/\(folder)", optional: true).map { "\(folder)/\($0)" }
        }
        files = delivered.isEmpty ? try Self.names(in: path, optional: false) : delivered
    }

    var extent: Int64 { Int64(files.count) }

    func forEachEntry(_ visit: (MailEntry) throws -> Void) throws {
        for (index, file) in files.enumerated() {
            try visit(MailEntry(number: index + 1, place: .file(file)))
        }
    }

    func bytes(of entry: MailEntry) throws(MailFailure) -> [UInt8] {
        guard case .file(let name) = entry.place else { throw .unreadable("it is not in this folder") }
        do {
            let file = try ReadableFile(path: "\(path)/\(name)", followingLinks: false)
            guard file.size <= MailLimits.messageBytes else { throw MailFailure.tooLong(file.size) }
            return try file.read(from: 0, count: Int(file.size))
        } catch let failure as MailFailure {
            throw failure
        } catch {
            throw .unreadable("\(error)")
        }
    }

    /// The names of the files in a folder, sorted; hidden ones and folders are no messages.
    private static func names(in folder: String, optional: Bool) throws(MailArchiveError) -> [String] {
        guard let stream = opendir(folder) else {
            if optional, errno == ENOENT || errno == ENOTDIR { return [] }
            throw MailArchiveError(opening: folder, errno: errno)
        }
        defer { closedir(stream) }
        var names: [String] = []
        while let entry = readdir(stream) {
            let name = withUnsafeBytes(of: entry.pointee.d_name) { bytes in
                String(decoding: bytes.prefix { $0 != 0 }, as: UTF8.self)
            }
            guard !name.hasPrefix("."), entry.pointee.d_type != UInt8(DT_DIR) else { continue }
            guard names.count < MailLimits.folderEntries else { throw .tooMany(folder) }
            names.append(name)
        }
        return names.sorted()
    }
}
