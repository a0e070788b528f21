import Foundation
import Testing

@testable import Features

/// Archives on disk: what is a message, what is not, and what a hostile file can cost.
struct MailArchiveTests {
    @Test func sentencesThatBeginWithFromDoNotPartMessages() throws {
        let bodies = [
            "Dear all,\n\nFrom my point of view this is one message.\nFrom x@y Fri Oct 27 08:00:00 2006\nno empty line before",
            "quoted:\n\n>From the start\n>>From deeper",
        ]
        let text = MailSamples.mbox(bodies.enumerated().map { MailSamples.plain(id: "\($0)@x", body: $1) })
        let (survey, messages) = try MailSamples.survey(mbox: text.utf8)
        #expect(survey.read == 2)
        #expect(messages.map(\.body) == [bodies[0], "quoted:\n\nFrom the start\n>From deeper"])
    }

    @Test(arguments: [
        "From jdoe at example.org  Fri Oct 27 00:16:56 2006", "From - Fri Oct 27 00:16 2006",
        "From 1234@xxx Fri Oct 27 00:16:56 +0000 2006", "From x Fri Oct  7 00:16:56 MET DST 2006",
    ])
    func envelopesOfManyPrograms(_ line: String) {
        #expect(MboxMarker.isPlausible(line))
    }

    @Test func quotingIsUndoneExactly() {
        let text = Array("From a\n>From b\n>> From c\n>>From d\nfrom e".utf8)
        #expect(MboxQuoting.removed(from: MboxQuoting.added(to: text)) == text)
    }

    @Test func lineEndsOfOtherSystemsAndNoLineEndAtAll() throws {
        let text = MailSamples.mbox([MailSamples.plain(id: "a@x"), MailSamples.plain(id: "b@x", body: "Last")])
            .replacing("\n", with: "\r\n")
        let (survey, messages) = try MailSamples.survey(mbox: text.dropLast().utf8)
        #expect(survey.letters.map(\.header.id.rawValue) == ["a@x", "b@x"])
        #expect(messages.map(\.body) == ["Hello.", "Last"])
    }

    @Test func aBadMessageCostsThatMessageOnly() throws {
        let text = MailSamples.mbox([
            MailSamples.plain(id: "a@x"), "no headers here\n", MailSamples.plain(id: "a@x", body: "again"),
            MailSamples.plain(id: "b@x", headers: ["X-Long: " + String(repeating: "x", count: MailLimits.headerBytes)]),
            MailSamples.plain(id: "c@x"),
        ])
        let (survey, _) = try MailSamples.survey(mbox: text.utf8)
        #expect(survey.read == 5)
        #expect(survey.letters.map(\.entry.number) == [1, 5])
        #expect(survey.duplicates.map(\.number) == [3])
        #expect(survey.failures.map(\.reason) == [.noHeaders, .headersTooLong])
        let offset =
            text.utf8.count
            - text.suffix(from: text.firstRange(of: "From someone", after: "no headers").lowerBound).utf8.count
        #expect(survey.duplicates.first?.description == "message 3 at byte \(offset)")
    }

    @Test func rubbishIsNoMbox() throws {
        for text in ["", "\n\n", "just a letter\n", "Subject: x\n\nFrom y"] {
            if text.allSatisfy(\.isNewline) {
                #expect(try MailSamples.survey(mbox: text.utf8).survey.read == 0)
            } else {
                #expect { try MailSamples.survey(mbox: text.utf8) } throws: { error in
                    if case MailArchiveError.notAnMbox = error { true } else { false }
                }
            }
        }
        let late = "rubbish\n\n" + MailSamples.mbox([MailSamples.plain(id: "a@x")])
        let survey = try MailSamples.survey(mbox: late.utf8).survey
        #expect(survey.failures.map(\.reason) == [.beforeFirst])
        #expect(survey.letters.count == 1)
    }

    @Test func aMaildirIsReadWithoutFollowingLinks() throws {
        try MailSamples.withFolder { folder in
            for name in ["cur", "new", "tmp"] {
                try FileManager.default.createDirectory(
                    at: folder.appending(path: name), withIntermediateDirectories: true)
            }
            for (name, id) in [
                ("cur/2:2,S", "b@x"), ("cur/1:2,", "a@x"), ("new/3", "c@x"), ("tmp/4", "d@x"), ("cur/.hidden", "e@x"),
            ] {
                try Data(MailSamples.plain(id: id).utf8).write(to: folder.appending(path: name))
            }
            let secret = folder.appending(path: "secret")
            try Data(MailSamples.plain(id: "secret@x").utf8).write(to: secret)
            try FileManager.default.createSymbolicLink(at: folder.appending(path: "cur/9"), withDestinationURL: secret)
            let survey = try MailSurvey(of: MaildirFolder(path: folder.path), reader: MailSamples.reader)
            #expect(survey.letters.map(\.header.id.rawValue) == ["a@x", "b@x", "c@x"])
            #expect(survey.failures.map(\.entry.description) == ["message 3, cur/9"])
            let single = try MailSurvey(
                of: MaildirFolder(path: folder.appending(path: "new").path), reader: MailSamples.reader)
            #expect(single.letters.count == 1)
            #expect(throws: MailArchiveError.notFound("\(folder.path)/none")) {
                try MaildirFolder(path: "\(folder.path)/none")
            }
            #expect(throws: MailArchiveError.notAFile(folder.path)) { try MboxFile(path: folder.path) }
        }
    }

    @Test func aFileNameOfAMaildirNeedNotBeText() throws {
        try MailSamples.withFolder { folder in
            let path = Array("\(folder.path)/1\n".utf8) + [0xFF, 0]
            let descriptor = path.withUnsafeBytes { bytes in
                bytes.baseAddress.map { open($0.assumingMemoryBound(to: CChar.self), O_WRONLY | O_CREAT, 0o600) } ?? -1
            }
            let handle = FileHandle(fileDescriptor: descriptor, closeOnDealloc: true)
            try handle.write(contentsOf: Data(MailSamples.plain(id: "a@x").utf8))
            let archive = try MaildirFolder(path: folder.path)
            #expect(
                try MailSurvey(of: archive, reader: MailSamples.reader).letters.map(\.header.id.rawValue) == ["a@x"])
            try archive.forEachEntry { #expect("\($0)" == "message 1, 1 \u{FFFD}") }
        }
    }

    @Test func partsInPartsWithoutEndAreBounded() throws {
        var text = "From: a@b.c\nMessage-ID: <a@b>\n"
        for depth in 0..<3000 { text += "Content-Type: multipart/mixed; boundary=b\(depth)\n\n--b\(depth)\n" }
        #expect(try MailSamples.message(text + "\nend").warnings.contains(.deepParts))
        var nested = "From: a@b.c\nMessage-ID: <a@b>\n"
        for _ in 0..<3000 { nested += "Content-Type: message/rfc822\n\nSubject: x\n" }
        #expect(try MailSamples.message(nested + "\nend").warnings.contains(.deepParts))
        let parts = "From: a@b.c\nMessage-ID: <a@b>\nContent-Type: multipart/mixed; boundary=b\n\n"
        let many = try MailSamples.message(parts + String(repeating: "--b\n\nx\n", count: 5_000))
        #expect(many.warnings.contains(.deepParts))
        #expect(throws: MailFailure.tooManyParts) {
            try MailSamples.message(parts + String(repeating: "--b\n\n", count: MailLimits.dashedLines + 1))
        }
    }

    @Test func aTextWithoutEndIsCut() throws {
        let message = try MailSamples.message(
            MailSamples.plain(id: "a@b", body: String(repeating: "ü", count: MailLimits.textBytes)))
        #expect(message.warnings.contains(.cutText))
        #expect(message.body.utf8.count <= MailLimits.textBytes)
        #expect(!message.body.contains("\u{FFFD}"))
    }

    @Test func mutilatedArchivesAreReadOrRefusedMessageByMessage() throws {
        let seed = MailSamples.mbox([
            MailSamples.plain(
                id: "a@x", headers: ["Content-Type: multipart/mixed; boundary=b"],
                body: "--b\n\nx\n--b\nContent-Type: text/html\n\n<a href=x>&amp;</a>\n--b--"),
            MailSamples.plain(
                id: "b@x", subject: "=?utf-8?B?R3LDvMOf?=",
                headers: ["Content-Type: text/plain; charset=gb2312; format=flowed"], body: "> a \n> b"),
            MailSamples.plain(id: "c@x", headers: ["Content-Transfer-Encoding: base64"], body: "R3LDvMOf"),
        ])
        var random = SeededRandom(seed: 7)
        for _ in 0..<400 {
            var bytes = Array(seed.utf8)
            for _ in 0..<Int.random(in: 1...30, using: &random) {
                let place = Int.random(in: 0..<bytes.count, using: &random)
                switch Int.random(in: 0..<3, using: &random) {
                case 0: bytes[place] = UInt8.random(in: 0...255, using: &random)
                case 1: bytes.remove(at: place)
                default: bytes.insert(contentsOf: bytes[place..<min(place + 40, bytes.count)], at: place)
                }
            }
            do {
                let (survey, messages) = try MailSamples.survey(mbox: bytes)
                #expect(survey.places.count == survey.letters.count)
                for message in messages {
                    #expect(!message.body.unicodeScalars.contains { $0.value < 0x20 && $0 != "\n" && $0 != "\t" })
                }
            } catch is MailArchiveError {
                // A first line that lost its 'From ' makes the whole file something else.
            }
        }
    }
}

/// Random numbers that are the same in every run (SplitMix64).
struct SeededRandom: RandomNumberGenerator {
    private var state: UInt64

    init(seed: UInt64) { state = seed }

    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var word = state
        word = (word ^ (word >> 30)) &* 0xBF58_476D_1CE4_E5B9
        word = (word ^ (word >> 27)) &* 0x94D0_49BB_1331_11EB
        return word ^ (word >> 31)
    }
}

extension String {
    /// The first place of `text` behind the first `mark`; the end without one.
    func firstRange(of text: String, after mark: String) -> Range<Index> {
        guard let start = firstRange(of: mark), let found = self[start.upperBound...].firstRange(of: text) else {
            return endIndex..<endIndex
        }
        return found
    }
}
