import Foundation
import Index
import Journal

/// Writes a resource's file where a person wants it, under a name that can do no harm.
public enum ResourceSaving {
    /// The most bytes of a name.
    private static let longestName = 200

    /// A file's name without anything that would make it a path, hide it, be taken for an option, or confuse a terminal;
    /// its ending stays.
    public static func safeName(_ name: String) -> String {
        let plain = name.unicodeScalars.map { scalar in
            let isHarmless = !isHarmful(scalar) && !"/\\:*?\"<>|".unicodeScalars.contains(scalar)
            return isHarmless ? Character(scalar) : "_"
        }
        var visible = String(String(plain).drop { $0 == "." || $0 == "-" || $0 == "~" || $0.isWhitespace })
        while visible.last?.isWhitespace == true || visible.last == "." { visible.removeLast() }
        return visible.isEmpty ? "file" : shortened(visible)
    }

    private static func isHarmful(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar.properties.generalCategory {
        case .control, .format, .surrogate, .privateUse, .unassigned, .lineSeparator, .paragraphSeparator: true
        default: false
        }
    }

    private static func shortened(_ name: String) -> String {
        guard name.utf8.count > longestName else { return name }
        let dot = name.lastIndex(of: ".") ?? name.endIndex
        let ending = name[dot...].utf8.count <= 20 ? String(name[dot...]) : ""
        var stem = ending.isEmpty ? name[...] : name[..<dot]
        while stem.utf8.count + ending.utf8.count > longestName { stem.removeLast() }
        return stem + ending
    }

    /// The name that a resource is saved under.
    static func name(of resource: Resource) -> String {
        safeName(resource.file?.name ?? resource.path.map { ($0 as NSString).lastPathComponent } ?? resource.title)
    }

    /// What was found where the file was to go.
    public struct Taken: Error {
        /// The path that is taken.
        public var path: String
    }

    /// Saves the file in a folder or under a name, and answers the path. Throws `Taken` when something is there, unless
    /// it is to be replaced; a link that is there is replaced, never followed.
    public static func save(
        _ resource: Resource, to destination: String?, replacing: Bool = false, _ session: BoardSession
    ) throws -> String {
        try Confinement.checkFiles()
        let bytes = try content(of: resource, session)
        var path = destination ?? "."
        var isFolder: ObjCBool = false
        if FileManager.default.fileExists(atPath: path, isDirectory: &isFolder), isFolder.boolValue {
            path += (path.hasSuffix("/") ? "" : "/") + name(of: resource)
        }
        do { try WholeFile.write(bytes, to: path, replacing: replacing) } catch is WholeFile.Taken {
            throw Taken(path: path)
        }
        return path
    }

    private static func content(of resource: Resource, _ session: BoardSession) throws -> [UInt8] {
        if let file = resource.file {
            return try FileStore(board: session.board, account: resource.author).read(file.hash)
        }
        guard let path = resource.path else {
            throw CommandFailure("“\(resource.title)” is no file; `stoa resource show` tells where it leads", .badData)
        }
        return try LocalFile.read(path)
    }
}
