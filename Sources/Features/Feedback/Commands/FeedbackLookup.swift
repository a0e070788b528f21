import Index
import Journal

/// Finds what people name on the command line.
enum FeedbackLookup {
    /// The request whose id begins so. Throws when there is none (66).
    static func request(_ name: String, _ session: BoardSession) throws -> FeedbackRequest {
        try session.read { database in
            guard let found = try FeedbackQueries.request(try ReferenceLookup.id(name, database), database) else {
                throw CommandFailure("\(name) is no feedback request; `stoa feedback list` shows them", .notFound)
            }
            return found
        }
    }

    /// The points of a request by the numbers that `stoa feedback show` gives them, from 1: `1,3-5`.
    static func points(_ text: String, in request: FeedbackRequest) throws -> [PointName] {
        let all = request.allPoints
        return try text.split(separator: ",").flatMap { part in
            let ends = part.split(separator: "-").compactMap { Int($0.trimmingWhitespace) }
            guard let first = ends.first, let last = ends.last, ends.count <= 2, first >= 1, first <= last,
                last <= all.count
            else {
                throw CommandFailure(
                    "there is no point \(part); `stoa feedback show` numbers them 1 to \(all.count)", .usage)
            }
            return all[(first - 1)...(last - 1)]
        }
    }

    /// The number of a point, from 1.
    static func number(of point: PointName, in request: FeedbackRequest) -> Int? {
        request.allPoints.firstIndex(of: point).map { $0 + 1 }
    }

    /// One of a request's comments or responses, by the beginning of its id.
    static func event(_ name: String, among ids: [EventID], what: String) throws -> EventID {
        guard let prefix = IDPrefix(name) else {
            throw CommandFailure("\(name) is no id; `stoa feedback show` gives them", .usage)
        }
        let found = ids.filter { prefix.bounds.contains($0) }
        guard let only = found.first, found.count == 1 else {
            throw CommandFailure(
                found.isEmpty
                    ? "there is no \(what) \(name) on this request" : "\(name) is the beginning of several ids",
                found.isEmpty ? .notFound : .usage)
        }
        return only
    }

    /// A member, with or without `@`.
    static func account(_ name: String) -> Account { Account(name.hasPrefix("@") ? String(name.dropFirst()) : name) }

    /// Lines as people write them: `12`, `12-15`, with or without L.
    static func lines(_ text: String) throws -> LineRange {
        let ends = text.lowercased().replacing("l", with: "").split(separator: "-").compactMap { Int($0) }
        guard let from = ends.first, let to = ends.last, ends.count <= 2, from >= 1, to >= from else {
            throw CommandFailure("“\(text)” names no lines; write 12 or 12-15", .usage)
        }
        return LineRange(from: from, to: to)
    }
}

extension Substring {
    fileprivate var trimmingWhitespace: Substring {
        let start = drop { $0.isWhitespace }
        return start.reversed().first?.isWhitespace == true ? start.dropLast() : start
    }
}
