/// Text whose paragraphs were broken for transport (`format=flowed`, RFC 3676), put together again.
enum FlowedText {
    /// The text with each paragraph on one line; quotes keep their level. With `deletingSpace` (`delsp=yes`) the space
    /// that marks a break was put there by the sender and goes.
    static func unflowed(_ text: String, deletingSpace: Bool) -> String {
        var result: [String] = []
        var paragraph: (depth: Int, text: String)?
        for line in text.split(separator: "\n", omittingEmptySubsequences: false) {
            let depth = line.prefix { $0 == ">" }.count
            var content = line.dropFirst(depth)
            if content.first == " " { content.removeFirst() }
            let isSignature = content == "-- "
            let isFlowed = content.last == " " && !isSignature
            if isFlowed, deletingSpace { content.removeLast() }
            if let open = paragraph, open.depth == depth, !isSignature {
                paragraph?.text.append(contentsOf: content)
            } else {
                if let open = paragraph { result.append(quoted(open.text, depth: open.depth)) }
                paragraph = (depth, String(content))
            }
            if !isFlowed, let open = paragraph {
                result.append(quoted(open.text, depth: open.depth))
                paragraph = nil
            }
        }
        if let open = paragraph { result.append(quoted(open.text, depth: open.depth)) }
        return result.joined(separator: "\n")
    }

    private static func quoted(_ text: String, depth: Int) -> String {
        guard depth > 0 else { return text }
        return String(repeating: ">", count: depth) + (text.isEmpty ? "" : " ") + text
    }
}
