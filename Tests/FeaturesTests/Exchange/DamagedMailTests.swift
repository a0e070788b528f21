import Foundation
import TestSupport
import Testing

@testable import Features

/// Mail archives as the world has them.
@Suite struct DamagedMailTests {
    private static let archive = MailSamples.mbox([
        MailSamples.plain(id: "one@x"),
        MailSamples.plain(
            id: "two@x", headers: ["In-Reply-To: <one@x>", "Content-Type: text/plain; charset=iso-8859-1"],
            body: "> Hello.\n\nGr\u{FC}\u{DF}e"),
        MailSamples.plain(
            id: "three@x",
            headers: [
                "References: <one@x> <two@x>", "MIME-Version: 1.0", "Content-Type: multipart/mixed; boundary=\"b\"",
            ],
            body:
                "--b\nContent-Type: text/html\n\n<p>Hi <b>there</b></p>\n--b\nContent-Type: application/pdf; name=\"a.pdf\"\nContent-Transfer-Encoding: base64\n\nSGVsbG8=\n--b--\n"
        ),
        MailSamples.plain(id: "four@x", subject: "=?utf-8?B?5ryi5a2X?=", from: "=?utf-8?Q?J=C3=B6rg?= <j@x.org>"),
    ])

    @Test func noArchiveStopsTheReader() throws {
        var random = SplitMix(state: 37)
        let pieces = [
            "\n", "\nFrom ", "--b\n", "--b--\n", "=?utf-8?B?", "?=", "<", "&#x110000;", "<table><tr><td>", "\u{0}",
            "Content-Type: multipart/mixed; boundary=\"b\"\n",
        ]
        for _ in 0..<150 {
            var bytes = Array(Self.archive.utf8)
            for _ in 0..<Int.random(in: 1...20, using: &random) {
                let place = Int.random(in: 0..<bytes.count, using: &random)
                switch Int.random(in: 0..<4, using: &random) {
                case 0: bytes[place] = UInt8.random(in: 0...255, using: &random)
                case 1: bytes.removeSubrange(place..<min(bytes.count, place + Int.random(in: 1...40, using: &random)))
                default: bytes.insert(contentsOf: Array(random.pick(pieces).utf8), at: place)
                }
            }
            let found = try? MailSamples.survey(mbox: bytes)
            #expect(found.map { $0.messages.count < 100 } ?? true)
        }
    }
}
