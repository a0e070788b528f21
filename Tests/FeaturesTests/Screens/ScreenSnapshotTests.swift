import Foundation
import Terminal
import Testing

/// The screens of a small board as people see them, compared with the text files beside this one. `STOA_RECORD=1` writes
/// the files anew, to be looked at before they are kept.
@Suite struct ScreenSnapshotTests {
    private static let sizes = [(40, 12), (80, 24), (120, 40), (200, 60)]

    /// What is shown, and the keys that lead there.
    private static let scenes: [(name: String, script: String)] = [
        ("home", "screen"), ("threads", "keys 2\nscreen"), ("reader", "keys 2 j enter\nscreen"),
        ("composer", "keys 2 j enter r\ntype Because of 潮 and שלום\nscreen"), ("inbox", "keys g i\nscreen"),
        ("search", "keys g /\ntype tide\nscreen"), ("resources", "keys g r\nscreen"), ("members", "keys g m\nscreen"),
        ("help", "keys ?\nscreen"), ("palette", "keys 2 :\ntype star\nscreen"),
    ]

    @Test(arguments: scenes.map(\.name))
    func looksAsItDid(name: String) throws {
        let board = try ScreenBoard()
        let script = try #require(Self.scenes.first { $0.name == name }).script
        for (columns, rows) in Self.sizes {
            let screen = try #require(try board.play(script, columns: columns, rows: rows).last)
            let lines = screen.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
            #expect(lines.count == rows)
            #expect(lines.allSatisfy { TextWidth.columns(of: $0) <= columns }, "\(columns)x\(rows)")
            #expect(!screen.unicodeScalars.contains { $0.value < 0x20 && $0 != "\n" || $0.value == 0x202E })
            try compare(lines, "\(name)-\(columns)x\(rows)")
        }
    }

    private func compare(_ lines: [String], _ name: String) throws {
        let file = URL(fileURLWithPath: #filePath).deletingLastPathComponent().appending(path: "Snapshots/\(name).txt")
        let seen = lines.joined(separator: "\n") + "\n"
        if ProcessInfo.processInfo.environment["STOA_RECORD"] != nil {
            try FileManager.default.createDirectory(
                at: file.deletingLastPathComponent(), withIntermediateDirectories: true)
            try seen.write(to: file, atomically: true, encoding: .utf8)
            return
        }
        let expected = try String(contentsOf: file, encoding: .utf8)
        #expect(seen == expected, "\(name) was:\n\(expected)\nand is:\n\(seen)")
    }
}
