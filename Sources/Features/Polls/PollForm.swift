import Foundation
import Journal

/// A new poll as a text in the composer: its options, a line each, then how it goes. A draft keeps all of it.
struct PollForm: Hashable, Sendable {
    static let kind = "poll"

    var options: [String] = []
    var pollKind = PollKind.single
    var closes: Timestamp?
    var anonymous = false

    /// Who can see what a screen hides: said wherever names can be hidden.
    static let honesty = """
        Hidden names are hidden on screens only: a vote stands in its voter's own log, \
        and whoever may read the board's files can read it there.
        """

    /// The empty form.
    static let empty = """
        -
        -

        kind: single
        closes: 3d
        names: shown

        > kind: single, multiple or ranking. closes: 3h, 3d, friday, 2030-05-31 or never.
        > names: shown or hidden. \(honesty)
        """

    /// Reads a filled form. Throws a sentence that says what is wrong.
    init(_ text: String, now: Timestamp) throws {
        for line in text.split(whereSeparator: \.isNewline) {
            let line = line.trimmingCharacters(in: .whitespaces)
            if line.isEmpty || line.hasPrefix(">") { continue }
            if line.hasPrefix("-") || line.hasPrefix("*") {
                let option = line.dropFirst().trimmingCharacters(in: .whitespaces)
                if !option.isEmpty { options.append(option) }
            } else {
                try take(line, now: now)
            }
        }
    }

    private mutating func take(_ line: String, now: Timestamp) throws {
        let pair = line.split(separator: ":", maxSplits: 1).map { $0.trimmingCharacters(in: .whitespaces) }
        let value = pair.count > 1 ? pair[1].lowercased() : ""
        switch pair.first?.lowercased() {
        case "kind":
            guard let kind = PollKind(rawValue: value) else {
                throw CommandFailure("a poll's kind is single, multiple or ranking, not “\(value)”", .badData)
            }
            pollKind = kind
        case "closes": closes = try Self.moment(value, now: now)
        case "names":
            guard ["shown", "hidden"].contains(value) else {
                throw CommandFailure("names are shown or hidden, not “\(value)”", .badData)
            }
            anonymous = value == "hidden"
        default:
            throw CommandFailure("“\(line)” is no line of a poll; an option begins with -", .badData)
        }
    }

    /// When a poll closes, as people type it; nothing for `never`.
    static func moment(_ text: String, now: Timestamp) throws -> Timestamp? {
        text.isEmpty || text.lowercased() == "never" ? nil : try TypedMoment.moment(text, now: now)
    }
}
