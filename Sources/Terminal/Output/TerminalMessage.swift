import Glibc

/// Messages to the terminal itself, made of text that may come from anybody: a title, a notice, a clipboard.
public enum TerminalMessage {
    /// The most that goes to a clipboard, in bytes before encoding; what xterm and tmux take without cutting it off.
    public static let longestCopy = 74_000
    private static let longestText = 200

    /// The title of the window (OSC 2).
    public static func title(_ text: String) -> String { "\u{1B}]2;\(clean(text))\u{07}" }

    /// Keeps the title that was (xterm's stack of titles).
    public static let keepTitle = "\u{1B}[22;2t"
    /// Brings back the title that was kept.
    public static let restoreTitle = "\u{1B}[23;2t"

    /// A notice on the desktop (OSC 9).
    public static func notice(_ text: String, _ variables: [String: String]) -> String {
        through("\u{1B}]9;\(clean(text))\u{07}", variables)
    }

    /// Text for the clipboard (OSC 52), cut at a letter when it is longer than terminals take.
    public static func copy(_ text: String, _ variables: [String: String]) -> String {
        var bytes = Array(text.utf8.prefix(longestCopy))
        if bytes.count < text.utf8.count {
            while let last = bytes.last, last & 0xC0 == 0x80 { bytes.removeLast() }
            if let last = bytes.last, last >= 0xC0 { bytes.removeLast() }
        }
        return through("\u{1B}]52;c;\(Base64.encode(bytes))\u{07}", variables)
    }

    /// Lets a message through tmux and screen, which keep what they do not know.
    private static func through(_ message: String, _ variables: [String: String]) -> String {
        if !(variables["TMUX"] ?? "").isEmpty {
            return "\u{1B}Ptmux;" + message.replacing("\u{1B}", with: "\u{1B}\u{1B}") + "\u{1B}\\"
        }
        guard (variables["TERM"] ?? "").hasPrefix("screen"), !(variables["STY"] ?? "").isEmpty else { return message }
        // screen takes pieces of at most 768 bytes.
        var pieces = ""
        var rest = Substring(message)
        while !rest.isEmpty {
            pieces += "\u{1B}P" + rest.prefix(700) + "\u{1B}\\"
            rest = rest.dropFirst(700)
        }
        return pieces
    }

    /// One short line without anything that a terminal would obey.
    private static func clean(_ text: String) -> String {
        String(Printable.text(text).filter { !$0.isNewline }.prefix(longestText))
    }
}
