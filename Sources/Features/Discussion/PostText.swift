import Workbench

/// How a post's body is to be understood.
enum PostText {
    /// Markdown for what members write; what mail archives hold is plain text.
    static func document(_ post: Post) -> MarkdownDocument {
        post.author.isImported ? MarkdownDocument(mail: post.body) : MarkdownDocument(post.body)
    }
}
