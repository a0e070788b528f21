import Foundation

extension TestBoard {
    /// The screens that a script of keys shows, one after the other, each as its rows.
    public func screens(_ script: String, size: String = "80x24") throws -> [[String]] {
        let file = directory.file("script-\(UUID().uuidString)")
        try script.write(toFile: file, atomically: true, encoding: .utf8)
        let played = try stoa("open", "--script", file, "--size", size)
        guard played.status == 0 else { throw CommandFailed(result: played) }
        let rows = Int(size.split(separator: "x").last ?? "") ?? 24
        let lines = played.output.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
        return stride(from: 0, to: lines.count - rows + 1, by: rows + 1).map { Array(lines[$0..<$0 + rows]) }
    }
}
