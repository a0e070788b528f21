import Journal

/// What a comment is on. As text it names a draft's purpose, so that the draft can be gone on with: `comment v2 10-12`.
struct CommentAim: Hashable, Sendable {
    var version: Int
    var lines: LineRange?
    var point: PointName?
    var parent: EventID?
    /// Whether it marks the point `talk`, which asks its reviewer back.
    var isTalk = false

    /// The first word of the text.
    static let kind = "comment"

    var text: String {
        var words = [Self.kind, "v\(version)"]
        if let lines { words.append("\(lines.from)-\(lines.to)") }
        if let point { words.append("\(isTalk ? "talk" : "point")=\(point.response.text)/\(point.point)") }
        if let parent { words.append("to=\(parent.text)") }
        return words.joined(separator: " ")
    }

    init(version: Int, lines: LineRange? = nil, point: PointName? = nil, parent: EventID? = nil, isTalk: Bool = false) {
        self.version = version
        self.lines = lines
        self.point = point
        self.parent = parent
        self.isTalk = isTalk
    }

    init?(text: String) {
        let words = text.split(separator: " ")
        guard words.first.map(String.init) == Self.kind, words.count >= 2, let version = Int(words[1].dropFirst())
        else {
            return nil
        }
        self.init(version: version)
        for word in words.dropFirst(2) {
            let parts = word.split(separator: "=", maxSplits: 1)
            guard parts.count == 2 else {
                let ends = word.split(separator: "-").compactMap { Int($0) }
                if ends.count == 2 { lines = LineRange(from: ends[0], to: ends[1]) }
                continue
            }
            if parts[0] == "to" {
                parent = EventID(text: String(parts[1]))
            } else {
                let name = parts[1].split(separator: "/")
                guard name.count == 2, let response = EventID(text: String(name[0])), let place = Int(name[1]) else {
                    return nil
                }
                point = PointName(response: response, point: place)
                isTalk = parts[0] == "talk"
            }
        }
    }
}
