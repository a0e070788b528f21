import Foundation
import Journal
import Testing

@testable import Features

/// What is exported as mail comes back as it was.
struct MailLetterTests {
    private static func letter(_ number: Int, body: String, references: [MessageID] = []) -> MailLetter {
        MailLetter(
            author: "Jörg \"J\" Müller, Ω", address: "0123456789ab@\(MailAuthor.hiddenDomain)",
            date: Timestamp(rawValue: 1_161_936_000_000 + Int64(number) * 1000),
            subject: (references.isEmpty ? "" : "Re: ") + "Grüße: " + String(repeating: "ein langer Titel ", count: 9)
                + "✓",
            id: MessageID(rawValue: "\(number)@board.stoa"), references: references, list: "general.board.stoa",
            body: body, attachments: [])
    }

    @Test func lettersComeBackWhole() throws {
        let first = Self.letter(
            1, body: "Hello\n\nFrom the start\n>From deeper\nFrom x Fri Oct 27 08:00:00 2006\n.\n  \tend")
        var second = Self.letter(2, body: String(repeating: "long ✓ ", count: 400) + "end", references: [first.id])
        second.attachments = [
            MailAttachment(name: "Übung 1.pdf", contentType: "application/pdf", bytes: [UInt8](0...255)),
            MailAttachment(name: "notes.txt", contentType: "text/plain", bytes: Array("From here\n".utf8)),
        ]
        let third = Self.letter(3, body: "x", references: [first.id, second.id])
        let letters = [first, second, third]
        let (survey, messages) = try MailSamples.survey(mbox: letters.flatMap { $0.mboxBytes() })
        #expect(survey.failures.isEmpty)
        #expect(survey.places.map(\.depth) == [0, 1, 2])
        for (letter, message) in zip(letters, messages) {
            #expect(message.body == letter.body)
            #expect(message.header.subject == letter.subject)
            #expect(message.header.id == letter.id)
            #expect(message.header.references == letter.references)
            #expect(message.header.date == letter.date)
            #expect(message.header.author == MailAuthor(name: letter.author, mark: "0123456789ab"))
            #expect(message.attachments == letter.attachments)
            #expect(message.warnings.isEmpty)
        }
    }

    @Test func envelopesAreThoseOfRFC4155() {
        let line = String(decoding: Self.letter(0, body: "").mboxBytes().prefix { $0 != 0x0A }, as: UTF8.self)
        #expect(line == "From 0123456789ab@hidden.invalid Fri Oct 27 08:00:00 2006")
        #expect(MboxMarker.isPlausible(line))
    }

    @Test func reportsAddUpAndSaySo() {
        var report = ImportReport(read: 4, imported: 1, duplicates: 1, alreadyThere: 1, threads: 1)
        #expect(!report.addsUp)
        report.failures = [.init(message: "message 4 at byte 99", reason: "it is empty")]
        report.note([.missingDate])
        #expect(report.addsUp)
        #expect(report.text.contains("4 messages read: 1 imported, 1 duplicates, 1 already there, 1 failed."))
        #expect(report.text.contains("Left out: message 4 at byte 99: it is empty."))
        #expect(report.text.contains("1 message had no date that can be"))
        #expect(ProgressBar.line("Reading", percent: 50) == "\rReading [###############...............]  50%")
    }
}
