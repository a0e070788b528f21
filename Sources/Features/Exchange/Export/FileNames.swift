/// Names for files after titles that people chose: letters, digits and dashes, each name once.
struct FileNames {
    private var taken: Set<String> = []

    /// A name made of `title` that no other title has been given.
    mutating func unique(_ title: String, extension ending: String) -> String {
        let base = Self.plain(title)
        var name = "\(base).\(ending)"
        var number = 2
        // Some file systems take capital and small letters for the same.
        while !taken.insert(name.lowercased()).inserted {
            name = "\(base)-\(number).\(ending)"
            number += 1
        }
        return name
    }

    /// A name like `file`'s, with its ending kept, that no other file has been given.
    mutating func unique(keepingExtensionOf file: String) -> String {
        guard let dot = file.lastIndex(of: "."), dot != file.startIndex else { return unique(file, extension: "file") }
        let ending = Self.plain(String(file[file.index(after: dot)...]))
        return unique(String(file[..<dot]), extension: ending)
    }

    /// The title in small letters and digits of any script, with dashes between words; 120 bytes at most.
    static func plain(_ title: String) -> String {
        let words = title.lowercased().split { !$0.isLetter && !$0.isNumber }
        var name = ""
        for word in words {
            let longer = name.isEmpty ? String(word) : "\(name)-\(word)"
            guard longer.utf8.count <= 120 else { break }
            name = longer
        }
        return name.isEmpty ? "untitled" : name
    }
}
