import Foundation
import Journal

@testable import Features

/// Small messages that tests make themselves.
enum MailSamples {
    /// The time that tests read at: 2026-01-01T00:00:00Z.
    static let reader = MailReader(now: Timestamp(rawValue: 1_767_225_600_000))

    /// A message read from its lines.
    static func message(_ text: String, envelope: String? = nil) throws -> MailMessage {
        try reader.message(of: Array(text.utf8), envelope: envelope)
    }

    /// A plain message.
    static func plain(
        id: String, subject: String = "Fractions", from: String = "Ada Lovelace <ada@example.org>",
        date: String = "Fri, 27 Oct 2006 10:00:00 +0200", headers: [String] = [], body: String = "Hello."
    ) -> String {
        let head = ["From: \(from)", "Date: \(date)", "Subject: \(subject)", "Message-ID: <\(id)>"] + headers
        return head.joined(separator: "\n") + "\n\n" + body + "\n"
    }

    /// An mbox of messages.
    static func mbox(_ messages: [String]) -> String {
        messages.map { "From someone@example.org Fri Oct 27 08:00:00 2006\n\($0)" }.joined(separator: "\n")
    }

    /// Runs `body` with a folder that goes away afterwards.
    static func withFolder<Result>(_ body: (URL) throws -> Result) throws -> Result {
        let folder = FileManager.default.temporaryDirectory.appending(path: "stoa-mail-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        return try body(folder)
    }

    /// What is found in an mbox that holds `text`.
    static func survey(mbox text: some Sequence<UInt8>) throws -> (survey: MailSurvey, messages: [MailMessage]) {
        try withFolder { folder in
            let file = folder.appending(path: "archive.mbox")
            try Data(text).write(to: file)
            let archive = try MboxFile(path: file.path)
            let survey = try MailSurvey(of: archive, reader: reader)
            let messages = try survey.letters.map { letter in
                try reader.message(of: archive.bytes(of: letter.entry), envelope: letter.entry.envelope)
            }
            return (survey, messages)
        }
    }
}
