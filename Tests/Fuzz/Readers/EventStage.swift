#if DEBUG
    import Foundation
    import Index
    import Synchronization
    import TestSupport

    @testable import Features
    @testable import Journal

    /// A board on which a member writes whatever they like into their own log, and somebody else reads it.
    final class EventStage: Sendable {
        static let shared = EventStage()
        /// Events after which it is made anew, so that what went before does not slow it down.
        private static let manyEvents = 500

        private struct Scene {
            var board: HandlesBoard
            var session: BoardSession
            var log: FileHandle
            var events = 0
        }

        private let scene = Mutex<Scene?>(nil)

        /// Lets the event arrive whose kind is the first line and whose payload is the rest, in a line as an honest
        /// program would have chained it.
        func play(_ bytes: [UInt8]) throws {
            let parts = bytes.split(separator: 10, maxSplits: 1, omittingEmptySubsequences: false)
            guard parts.count == 2, !parts[1].contains(10) else { return }
            try scene.withLock { scene in
                if scene.map({ $0.events >= Self.manyEvents }) ?? true { scene = try Self.made() }
                guard let playing = scene else { return }
                scene?.events += 1
                let time = 1_700_000_000_000 + playing.events
                let content =
                    Array("\"seq\":1,\"prev\":\"\",\"clock\":\(time),\"kind\":\"".utf8) + parts[0]
                    + Array("\",\"by\":\"ben\",".utf8) + parts[1].drop { $0 == UInt8(ascii: "{") }
                let id = content.withUnsafeBytes { EventID(hashing: $0) }
                try playing.log.write(contentsOf: Data(Array("{\"id\":\"\(id.text)\",".utf8) + content + [10]))
                _ = try playing.session.catchUp()
            }
        }

        private static func made() throws -> Scene {
            let board = try HandlesBoard(features: FeatureTable.projections)
            try board.write("ana", NewEvent(MemberJoined(name: "Ana")))
            try board.write("ben", NewEvent(MemberJoined(name: "Ben")))
            let path = board.board.directory + "/members/ben/log-elsewhere.1.jsonl"
            guard FileManager.default.createFile(atPath: path, contents: nil, attributes: [.posixPermissions: 0o600]),
                let log = FileHandle(forWritingAtPath: path)
            else { throw CocoaError(.fileWriteUnknown) }
            return Scene(board: board, session: try board.session("ana", now: 1_700_000_100_000), log: log)
        }
    }
#endif
