import Index
import Journal
import Terminal
import Workbench

/// Everything that a review shows: the request with its texts, opened where they were sealed for the reader.
struct ReviewMaterial: Sendable {
    /// The request.
    var request: FeedbackRequest
    /// The text of each version that is text and small enough to be shown by lines, by its number.
    var texts: [Int: String]
    /// The names of works that are no text, and what is wrong with those that cannot be read.
    var attachments: [Int: String]
    /// What each response says, as far as the reader may know.
    var contents: [EventID: ResponseContent]
    /// What each comment says, as far as the reader may know.
    var bodies: [EventID: String]
    /// Why a response or a comment cannot be read.
    var closed: [EventID: String]
    /// Who reads.
    var me: Account
    /// The protocol's steps where all go through them together, and where they are.
    var steps: TimedSteps?

    /// Reads a request with all that it shows; nothing when there is none.
    static func load(_ id: EventID, _ session: BoardSession) throws -> ReviewMaterial? {
        guard let request = try session.read({ try FeedbackQueries.request(id, $0) }) else { return nil }
        var material = ReviewMaterial(
            request: request, texts: [:], attachments: [:], contents: [:], bodies: [:], closed: [:], me: session.me)
        for version in request.versions {
            do {
                switch try FeedbackText.content(of: version, on: session.board) {
                case .text(let text, _): material.texts[version.number] = text
                case .attachment(let file): material.attachments[version.number] = "\(file.name), \(file.size) bytes"
                case .reference: break
                }
            } catch { material.attachments[version.number] = String(describing: error) }
        }
        let sealing = FeedbackSealing(session)
        for response in request.responses {
            switch try sealing.open(response, in: request) {
            case .content(let content): material.contents[response.id] = content
            case .closed(let why): material.closed[response.id] = why
            }
        }
        for comment in request.comments {
            switch try sealing.open(comment, in: request) {
            case .content(let body): material.bodies[comment.id] = body
            case .closed(let why): material.closed[comment.id] = why
            }
        }
        let method = try? session.read { try ProtocolLibrary.current($0).forRequest(request) }
        if let method, method.isTogether, request.phase != .closed, request.phase != .withdrawn {
            material.steps = method.timed(forAsker: material.isAsker, at: request.place?.step)
        }
        return material
    }

    var isAsker: Bool { request.asker == me }

    /// What a point says; nothing when it is sealed for others.
    func point(_ name: PointName) -> ResponsePoint? {
        guard let points = contents[name.response]?.points, points.indices.contains(name.point) else { return nil }
        return points[name.point]
    }

    /// The language of a version's text, by its file's name.
    func language(of version: WorkVersion) -> CodeLanguage? {
        version.work.file.flatMap { CodeLanguage.ofFile(named: $0.name) }
    }

    /// The version to compare a version with: the one that the reader reviewed last, else the one before it.
    func versionBefore(_ number: Int) -> Int? {
        let reviewed = request.responses.last { $0.reviewer == me && $0.version < number }?.version
        let before = reviewed ?? number - 1
        return before >= 1 ? before : nil
    }
}
