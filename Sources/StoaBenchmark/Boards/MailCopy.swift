import Foundation

/// The board's posts as mails in a maildir, for programs that read mail.
struct MailCopy {
    /// The maildir.
    let maildir: String

    init(of board: MeasuredBoard) throws {
        let export = board.folder + "/export"
        let words = [board.program, "export"] + board.arguments + ["mbox", export]
        guard WholeProcess.run(words, environment: board.environment) else {
            throw BenchmarkError(sentence: "`stoa export mbox` failed")
        }
        maildir = board.folder + "/mail"
        for part in ["cur", "new", "tmp"] {
            try FileManager.default.createDirectory(atPath: maildir + "/" + part, withIntermediateDirectories: true)
        }
        var number = 0
        for name in try FileManager.default.contentsOfDirectory(atPath: export).sorted() where name.hasSuffix(".mbox") {
            for mail in try Self.mails(in: Data(contentsOf: URL(fileURLWithPath: export + "/" + name))) {
                number += 1
                try mail.write(to: URL(fileURLWithPath: "\(maildir)/cur/1700000000.\(number).stoa:2,S"))
            }
        }
    }

    /// The mails of a mailbox, without the lines that begin them.
    private static func mails(in mailbox: Data) -> [Data] {
        let mark = Data("\nFrom ".utf8)
        var mails: [Data] = []
        var start = mailbox.startIndex
        while start < mailbox.endIndex {
            let end = mailbox[start...].range(of: mark)?.lowerBound ?? mailbox.endIndex
            let body = mailbox[start..<end].firstIndex(of: 10).map { mailbox.index(after: $0) } ?? end
            mails.append(mailbox.subdata(in: min(body, end)..<end))
            start = min(mailbox.endIndex, end + 1)
        }
        return mails
    }
}
