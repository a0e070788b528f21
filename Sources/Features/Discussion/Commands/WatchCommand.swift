import ArgumentParser
import Foundation
import Index
import Journal

/// `stoa watch`: prints what arrives.
public struct WatchCommand: ParsableCommand {
    /// What the command is called, and what its help says.
    public static let configuration = CommandConfiguration(
        commandName: "watch", abstract: "Prints posts as they arrive, a line each, until interrupted.")

    @OptionGroup var options: BoardOptions
    @Flag(name: .long, help: "A JSON document a line.") var json = false

    /// The command before its words are read.
    public init() {}

    private struct ArrivedPost: Encodable {
        var id: EventID
        var thread: EventID
        var title: String
        var author: String
        var created_at: String
        var body: String
    }

    /// Does what the words say.
    public func run() throws {
        let session = try options.session()
        let watcher = BoardWatcher(board: session.board)
        var last = try session.read { try ArrivalQueries.newest($0) }
        signal(SIGINT) { _ in _exit(CommandFailure.Code.interrupted.rawValue) }
        while true {
            // inotify says at once what it can see; on network file systems only looking now and then tells.
            var waiting = [
                pollfd(fd: watcher.fileDescriptor, events: Int16(POLLIN), revents: 0),
                pollfd(fd: STDOUT_FILENO, events: 0, revents: 0),
            ]
            poll(&waiting, 2, Int32(watcher.lookInterval))
            // Nobody reads any more, as after `stoa watch | head`.
            guard waiting[1].revents & Int16(POLLERR | POLLHUP) == 0 else { return }
            _ = try session.catchUp(in: watcher.drain() ?? .everywhere)
            for post in try session.read({ try ArrivalQueries.posts(after: last, $0) }) {
                last = post.number
                try show(post)
            }
            fflush(nil)
        }
    }

    private func show(_ post: ArrivedRow) throws {
        if json {
            let document = ArrivedPost(
                id: post.id, thread: post.thread, title: post.title, author: post.author.handle,
                created_at: post.created.rfc3339, body: post.body)
            return try Output.json(document, onOneLine: true)
        }
        let first = post.body.split(whereSeparator: \.isNewline).first.map(String.init) ?? ""
        Output.line("\(post.id.text.prefix(8))  \(post.author.handle)  \(post.title): \(first)")
    }
}
