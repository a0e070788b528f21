/// A post as the beginning of an answer to it.
enum Quotation {
    /// Who wrote it, its text as a Markdown quotation, and an empty line to go on from.
    static func text(of post: Post) -> String {
        let lines = post.body.split(separator: "\n", omittingEmptySubsequences: false)
            .map { $0.isEmpty ? ">" : "> " + $0 }
        return "\(post.author.name) wrote:\n" + lines.joined(separator: "\n") + "\n\n"
    }
}
