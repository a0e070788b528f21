import Glibc

/// A Maildir (https://cr.yp.to/proto/maildir.html), or any folder with a file for each message. `tmp` holds what is not
/// yet delivered and is left alone; links are not followed.
struct MaildirFolder: MailArchive {
    private let path: String
    private let files: [MailFileName]

    /// The folder at `path`. Throws `MailArchiveError`.
    init(path: String) throws {
        self.path = path
        let delivered = try ["cur", "new"].flatMap { folder in
            try Self.names(in: "\(path)/\(folder)", optional: true).map {
                MailFileName(bytes: Array("\(folder)/".utf8) + $0.bytes)
            }
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
            let file = try ReadableFile(path: Array("\(path)/".utf8) + name.bytes, followingLinks: false)
            guard file.size <= MailLimits.messageBytes else { throw MailFailure.tooLong(file.size) }
            return try file.read(from: 0, count: Int(file.size))
        } catch let failure as MailFailure {
            throw failure
        } catch MailArchiveError.notPermitted {
            throw .unreadable("it may not be read by you")
        } catch MailArchiveError.notAFile {
            throw .unreadable("it is no ordinary file")
        } catch {
            throw .unreadable("it cannot be read")
        }
    }

    /// The names of the files in a folder, sorted; hidden ones and folders are no messages.
    private static func names(in folder: String, optional: Bool) throws(MailArchiveError) -> [MailFileName] {
        guard let stream = opendir(folder) else {
            if optional, errno == ENOENT || errno == ENOTDIR { return [] }
            throw MailArchiveError(opening: folder, errno: errno)
        }
        defer { closedir(stream) }
        var names: [MailFileName] = []
        while let entry = readdir(stream) {
            let name = withUnsafeBytes(of: entry.pointee.d_name) { MailFileName(bytes: Array($0.prefix { $0 != 0 })) }
            guard name.bytes.first != UInt8(ascii: "."), entry.pointee.d_type != UInt8(DT_DIR) else { continue }
            guard names.count < MailLimits.folderEntries else { throw .tooMany(folder) }
            names.append(name)
        }
        return names.sorted()
    }
}
