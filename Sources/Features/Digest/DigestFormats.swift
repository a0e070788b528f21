import Foundation
import Journal

/// How a digest is written.
enum DigestFormat: String, CaseIterable, Sendable {
    case text, markdown, html

    /// The type of the content in a mail.
    var contentType: String { self == .html ? "text/html" : "text/plain" }

    /// The digest in this format.
    func write(_ digest: Digest) -> String {
        switch self {
        case .text: Self.text(digest)
        case .markdown: Self.markdown(digest)
        case .html: Self.html(digest)
        }
    }

    private static func text(_ digest: Digest) -> String {
        var lines = [digest.heading, ""]
        if digest.isEmpty { lines.append(digest.nothing) }
        for (heading, items) in digest.sections {
            lines.append(heading.words)
            let (shown, more) = Digest.shown(items)
            for item in shown {
                let id = item.id.map { "  [\($0.text.prefix(8))]" } ?? ""
                let detail = item.detail.isEmpty ? "" : "  (\(item.detail))"
                lines.append("  - \(digest.when(item))  \(item.title)\(detail)\(id)")
            }
            if more > 0 { lines.append("  and \(more) more") }
            lines.append("")
        }
        if !digest.isEmpty { lines.append("stoa open ID opens one of them.") }
        return lines.joined(separator: "\n")
    }

    private static func markdown(_ digest: Digest) -> String {
        var lines = ["# " + escaped(digest.heading), ""]
        if digest.isEmpty { lines.append(digest.nothing) }
        for (heading, items) in digest.sections {
            lines += ["## " + heading.words, ""]
            let (shown, more) = Digest.shown(items)
            for item in shown {
                let detail = item.detail.isEmpty ? "" : ", " + escaped(item.detail)
                let command = Digest.command(item).map { " `\($0)`" } ?? ""
                lines.append("- **\(escaped(item.title))**\(detail), \(digest.when(item))\(command)")
            }
            if more > 0 { lines.append("- and \(more) more") }
            lines.append("")
        }
        return lines.joined(separator: "\n")
    }

    /// Letters that Markdown would take for its own are shown as they are.
    private static func escaped(_ text: String) -> String {
        String(text.flatMap { "\\`*_{}[]<>#|~&".contains($0) ? ["\\", $0] : [$0] })
    }

    /// A page that is whole by itself: it loads nothing, runs nothing, and everything that people wrote is text in it.
    private static func html(_ digest: Digest) -> String {
        let title = entities(digest.heading)
        var body = ["<h1>\(title)</h1>"]
        if digest.isEmpty { body.append("<p>\(entities(digest.nothing))</p>") }
        for (heading, items) in digest.sections {
            body += ["<h2>\(entities(heading.words))</h2>", "<ul>"]
            let (shown, more) = Digest.shown(items)
            for item in shown {
                let detail = item.detail.isEmpty ? "" : " <span>\(entities(item.detail))</span>"
                let command = Digest.command(item).map { " <code>\(entities($0))</code>" } ?? ""
                body.append(
                    "<li><b>\(entities(item.title))</b>\(detail) <i>\(entities(digest.when(item)))</i>\(command)</li>")
            }
            if more > 0 { body.append("<li>and \(more) more</li>") }
            body.append("</ul>")
        }
        return """
            <!DOCTYPE html>
            <html>
            <head>
            <meta charset="utf-8">
            <meta name="viewport" content="width=device-width">
            <meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
            <title>\(title)</title>
            <style>
            body { font: 16px/1.5 sans-serif; max-width: 40em; margin: 1em auto; padding: 0 1em; color: #222; background: #fff }
            h1 { font-size: 1.3em } h2 { font-size: 1.05em; margin-bottom: 0 }
            ul { margin-top: .3em; padding-left: 1.2em } span, i { color: #666 } i { font-style: normal }
            code { color: #666; font-size: .85em }
            </style>
            </head>
            <body>
            \(body.joined(separator: "\n"))
            </body>
            </html>
            """
    }

    private static func entities(_ text: String) -> String {
        text.reduce(into: "") { result, letter in
            switch letter {
            case "&": result += "&amp;"
            case "<": result += "&lt;"
            case ">": result += "&gt;"
            case "\"": result += "&quot;"
            case "'": result += "&#39;"
            default: result.append(letter)
            }
        }
    }
}

/// A digest as a whole mail, for `sendmail -t`.
struct DigestMail {
    var to: String
    var subject: String
    var format: DigestFormat
    var body: String

    /// Why an address cannot stand in a header.
    static func refusal(ofAddress address: String) -> String? {
        let isPlain = address.unicodeScalars.allSatisfy {
            $0.value > 0x20 && $0.value < 0x7F && !",;<>\"()".unicodeScalars.contains($0)
        }
        let parts = address.split(separator: "@", omittingEmptySubsequences: false)
        return isPlain && parts.count <= 2 && !parts.contains("") && address.count <= 254
            ? nil : "“\(address.prefix(60))” is no address; write name@host, or an account's name"
    }

    /// Headers and body. RFC 5322, 2045, 2047; RFC 3834 says that no machine need answer it.
    var text: String {
        let encoded = Data(body.utf8).base64EncodedString(options: [.lineLength76Characters, .endLineWithLineFeed])
        return """
            To: \(to)
            Subject: \(Self.encodedWords(subject))
            MIME-Version: 1.0
            Content-Type: \(format.contentType); charset=utf-8
            Content-Transfer-Encoding: base64
            Auto-Submitted: auto-generated

            \(encoded)
            """
    }

    /// A header's text in ASCII, broken where a line may be.
    static func encodedWords(_ text: String) -> String {
        if text.utf8.allSatisfy({ (0x20..<0x7F).contains($0) }), !text.contains("=?"), text.utf8.count <= 60 {
            return text
        }
        var words: [String] = []
        var word = ""
        // 75 letters a word at most, the ends among them; base64 takes four letters for three bytes.
        for letter in text {
            if word.utf8.count + letter.utf8.count > 42, !word.isEmpty {
                words.append(word)
                word = ""
            }
            word.append(letter)
        }
        return (words + [word]).map { "=?utf-8?B?\(Data($0.utf8).base64EncodedString())?=" }.joined(separator: "\n ")
    }
}
