import Index
import Terminal
import Workbench

extension ActionName {
    /// Shows what a post said before it was reworded.
    static let history: ActionName = "history"
}

extension Action {
    static let historyOfWordings = Action(
        .history, keys: [], group: .reading, help: "earlier wordings",
        hint: "What a post said before its author reworded it.")
}

/// The wordings that a post has had, as a page over everything.
enum WordingsPage {
    static func page(of post: Post, _ session: BoardSession) throws -> Page {
        let wordings = try session.read { try PostQueries.wordings(of: post, $0) }
        let lines = wordings.enumerated().flatMap { number, wording in
            let heading = StyledLine(
                (number == 0 ? "written " : "reworded ") + Age.short(wording.written, now: session.clock.now()),
                .heading)
            return [heading] + MarkdownDocument(wording.body).layout(columns: 72, foldQuotes: false).lines + [""]
        }
        return Page(title: "What \(post.author.name) wrote", lines: lines)
    }
}
