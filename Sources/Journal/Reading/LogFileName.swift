/// The name of a log's segment: `log-HOST.N.jsonl` or `private-HOST.N.jsonl`.
struct LogFileName: Hashable {
    var host: String
    var isPrivate: Bool
    var segment: Int

    init(host: String, isPrivate: Bool, segment: Int) {
        self.host = host
        self.isPrivate = isPrivate
        self.segment = segment
    }

    init?(_ name: String) {
        guard name.hasSuffix(".jsonl"), name.utf8.count <= 255, let dash = name.firstIndex(of: "-") else { return nil }
        let stem = name[name.index(after: dash)...].dropLast(6)
        guard let dot = stem.lastIndex(of: "."), let segment = Int(stem[stem.index(after: dot)...]), segment > 0,
            dot != stem.startIndex
        else { return nil }
        switch name[..<dash] {
        case "log": isPrivate = false
        case "private": isPrivate = true
        default: return nil
        }
        host = String(stem[..<dot])
        self.segment = segment
        guard self.name == name else { return nil }
    }

    /// The name up to the segment's number.
    var stem: String { (isPrivate ? "private-" : "log-") + host }
    var name: String { "\(stem).\(segment).jsonl" }
}
