import Testing

@testable import Features

/// What people see of a message, whatever program wrote it.
struct MailReaderTests {
    @Test func headersAreDecodedAndTheAddressIsNotTold() throws {
        let message = try MailSamples.message(
            """
            From: =?utf-8?q?J=C3=B6rg_M=C3=BCller?= <Joerg@Example.org>
            Date: Fri, 27 Oct 2006 10:00:00 +0200
            Subject: =?iso-8859-1?Q?Br=FCche?= =?iso-8859-1?Q?_und?=
             mehr\u{1B}[31m
            Message-ID: <one@example.org>
            References: <zero@example.org>
             <half@example.org>

            Hello.
            """)
        #expect(message.header.author.name == "Jörg Müller")
        #expect(message.header.author == MailAuthor(name: "Jörg Müller", address: "joerg@example.org"))
        #expect(message.header.author.mark.count == 12)
        #expect(message.header.subject == "Brüche und mehr [31m")
        #expect(message.header.id == MessageID(rawValue: "one@example.org"))
        #expect(message.header.references.map(\.rawValue) == ["zero@example.org", "half@example.org"])
        #expect(message.header.date?.rawValue == 1_161_936_000_000)
        #expect(message.body == "Hello.")
        #expect(message.warnings.isEmpty)
    }

    @Test func paddingDoesNotEndASubjectOrAName() throws {
        let words = "=?utf-8?B?csOkdHNlbGhh?= =?UTF-8?b?ZnRlIA==?=\n =?utf-8?B?ZsO8bmY=?= =?utf-8?q?_H=C3=BCte?="
        let message = try MailSamples.message(
            """
            From: \(words) <ada@example.org>
            Subject: \(words)
            Message-ID: <one@example.org>

            Hello.
            """)
        #expect(message.header.subject == "rätselhafte fünf Hüte")
        #expect(message.header.author.name == "rätselhafte fünf Hüte")
    }

    @Test(arguments: [
        ("ada@example.org", "ada"), ("\"ada@example.org\" <ada@example.org>", "ada"),
        ("ada at example.org (Ada Lovelace)", "Ada Lovelace"),
        ("Lovelace, Ada [MATH] <ada@example.org>", "Lovelace, Ada [MATH]"),
        ("=?utf-8?q?Ada?= <ada@example.org>, Bob <bob@example.org>", "Ada"), ("", "unknown"),
    ])
    func authorsAreNames(_ from: String, _ name: String) throws {
        let message = try MailSamples.message(MailSamples.plain(id: "a@b", from: from))
        #expect(message.header.author.name == name)
        if name.contains("Ada") || name.contains("ada") {
            #expect(message.header.author.mark == MailAuthor(name: "", address: "ada@example.org").mark)
        }
    }

    @Test(arguments: [
        ("text/plain; charset=utf-8", "8bit", "Grüße €"),
        ("text/plain; charset=iso-8859-15", "8bit", "Gr\u{FC}\u{DF}e \u{A4}"),
        ("text/plain", "8bit", "Grüße €"), ("text/plain; charset=us-ascii", "8bit", "Grüße €"),
        ("text/plain; charset=no-such-thing", "8bit", "Grüße €"),
        ("text/plain; charset=utf-8", "quoted-printable", "Gr=C3=BC=C3=9Fe =\n=E2=82=AC"),
        ("text/plain; charset=utf-8", "base64", "R3LDvMOfZSDigqw="),
        ("text/plain; charset=windows-1252", "quoted-printable", "Gr=FC=DFe =80"),
        ("text/plain; charset=iso-8859-1", "quoted-printable", "Gr=FC=DFe =80"),
        ("text/plain; charset=utf-8", "quoted-printable", "Gr=FC=DFe =80"),
    ])
    func textIsDecoded(_ type: String, _ encoding: String, _ body: String) throws {
        let head = "From: a@b.c\nMessage-ID: <a@b>\nDate: 1 Jan 2020 00:00:00 +0000\n"
        let text = "\(head)Content-Type: \(type)\nContent-Transfer-Encoding: \(encoding)\n\n\(body)\n"
        let bytes = type.contains("8859-15") ? text.unicodeScalars.map { UInt8($0.value) } : Array(text.utf8)
        let message = try MailSamples.reader.message(of: bytes, envelope: nil)
        #expect(message.body == "Grüße €")
        let isTrue =
            type.contains("charset") && !type.contains("ascii") && !type.contains("no-such")
            && !(type.contains("utf-8") && body.contains("=FC"))
        #expect(message.warnings.contains(.guessedCharset) == !isTrue)
    }

    @Test func paragraphsFlowAndQuotesKeepTheirLevel() throws {
        let flowed = MailSamples.plain(
            id: "a@b", headers: ["Content-Type: text/plain; format=flowed"],
            body: "A long \nparagraph \nends.\n\n>> deep \n>> quote\n> shallow\n From the start\n-- \nAda")
        #expect(
            try MailSamples.message(flowed).body
                == "A long paragraph ends.\n\n>> deep quote\n> shallow\nFrom the start\n-- \nAda")
        let deleted = MailSamples.plain(
            id: "a@b", headers: ["Content-Type: text/plain; format=flowed; delsp=yes"], body: "日本 \n語です。")
        #expect(try MailSamples.message(deleted).body == "日本語です。")
    }

    @Test func signaturesAreTakenAway() throws {
        let text = MailSamples.plain(
            id: "a@b",
            body: """
                -----BEGIN PGP SIGNED MESSAGE-----
                Hash: SHA1

                Dear all,
                - -- dashes
                -----BEGIN PGP SIGNATURE-----
                Version: GnuPG

                abcd
                -----END PGP SIGNATURE-----
                _______ the list
                """)
        #expect(try MailSamples.message(text).body == "Dear all,\n-- dashes\n_______ the list")
    }

    @Test func partsBecomeTextAndFiles() throws {
        let message = try MailSamples.message(
            """
            From: a@b.c
            Message-ID: <a@b>
            Date: 1 Jan 2020 00:00:00 +0000
            MIME-Version: 1.0
            Content-Type: multipart/mixed; boundary=outer

            --outer
            Content-Type: multipart/alternative; boundary=inner

            --inner
            Content-Type: text/html

            <p>rich</p>
            --inner
            Content-Type: text/plain

            plain
            --inner--
            --outer
            Content-Type: application/pdf
            Content-Disposition: attachment; filename*=utf-8''..%2F..%2Fetc%2F.l%C3%A4sson.pdf
            Content-Transfer-Encoding: base64

            JVBERg==
            --outer
            Content-Type: multipart/signed; boundary=sig; protocol="application/pgp-signature"

            --sig
            Content-Type: text/plain

            signed text
            --sig
            Content-Type: application/pgp-signature; name=signature.asc

            xxxx
            --sig--
            --outer
            Content-Type: message/rfc822

            From: Bob <bob@example.org>
            Subject: inner subject

            inner text

            second
            --outer
            Content-Type: text/plain; name=notes.txt
            Content-Disposition: attachment

            kept
            --outer
            Content-Type: image/png

            PNG
            --outer--
            """)
        #expect(
            message.body
                == "plain\n\nsigned text\n\n> From: Bob\n> Subject: inner subject\n>\n> inner text\n>\n> second")
        #expect(message.attachments.map(\.name) == ["lässon.pdf", "notes.txt", "attachment-3"])
        #expect(message.attachments.map(\.contentType) == ["application/pdf", "text/plain", "image/png"])
        #expect(message.attachments.first?.bytes == Array("%PDF".utf8))
        #expect(message.warnings.isEmpty)
    }

    @Test func markupAloneIsReadAsText() throws {
        let html = """
            <html><head><title>no</title><style>p { color: red }</style></head><body>
            <p>Dear&nbsp;all,<br>see <a href="https://example.org/a?b=1&amp;c=2">the page</a> &lt;now&gt;.</p>
            <script>alert("no")</script><ul><li>one<li>two</ul>
            <blockquote>said <b>before</b><blockquote>and earlier</blockquote></blockquote><pre>x  = 1
            y</pre>1 < 2 &#x2713; &unknown;</body></html>
            """
        let message = try MailSamples.message(
            MailSamples.plain(id: "a@b", headers: ["Content-Type: text/html; charset=utf-8"], body: html))
        #expect(
            message.body == """
                Dear all,
                see the page <https://example.org/a?b=1&c=2> <now>.

                - one
                - two
                >
                > said before
                >>
                >> and earlier

                x  = 1
                y

                1 < 2 ✓ &unknown;
                """)
    }

    @Test func encryptedTextIsSaidToBeSo() throws {
        let message = try MailSamples.message(
            MailSamples.plain(
                id: "a@b",
                headers: ["Content-Type: multipart/encrypted; boundary=b; protocol=\"application/pgp-encrypted\""],
                body:
                    "--b\nContent-Type: application/pgp-encrypted\n\nVersion: 1\n--b\nContent-Type: application/octet-stream\n\nxx\n--b--"
            ))
        #expect(message.body.contains("encrypted"))
        #expect(message.warnings == [.encrypted])
        #expect(message.attachments.isEmpty)
    }

    private static let hopelessDates: [(String, String?, Int64?, MailWarning)] = [
        ("Date: Mon, 99 Foo 2006 99:99", "From a@b Fri Oct 27 08:00:00 2006", 1_161_936_000_000, .mendedDate),
        ("Date: Thu, 1 Jan 1970 00:00:00 +0000", "From a@b Fri Oct 27 08:00:00 2006", 1_161_936_000_000, .mendedDate),
        (
            "Date: Fri, 1 Jan 2038 00:00:00 +0000\nReceived: from x by y; Fri, 27 Oct 2006 10:00:00 +0200", nil,
            1_161_936_000_000, .mendedDate
        ),
        ("X-Nothing: here", nil, nil, .missingDate),
    ]

    @Test(arguments: hopelessDates)
    func datesThatCannotBeAreMended(
        _ header: String, _ envelope: String?, _ moment: Int64?, _ warning: MailWarning
    ) throws {
        let message = try MailSamples.message("From: a@b.c\nMessage-ID: <a@b>\n\(header)\n\nHello", envelope: envelope)
        #expect(message.header.date?.rawValue == moment)
        #expect(message.warnings == [warning])
    }

    @Test func aMissingIDIsMadeFromTheContent() throws {
        let text = "From: a@b.c\nDate: 1 Jan 2020 00:00:00 +0000\n\nHello\n"
        let one = try MailSamples.message(text)
        let same = try MailSamples.message(text.replacing("\n", with: "\r\n") + "\r\n")
        let other = try MailSamples.message(text + "again")
        #expect(one.header.id == same.header.id)
        #expect(one.header.id != other.header.id)
        #expect(one.warnings == [.missingID])
    }

    @Test func fileNamesAreSafe() {
        let names = [
            "../../x", "a/b\\c.txt", ".bashrc", "\u{202E}gpj.exe", "-rf", "",
            String(repeating: "ä", count: 300) + ".pdf",
        ]
        let safe = names.map { MailText.fileName($0, fallback: "file") }
        #expect(safe.dropLast() == ["x", "c.txt", "bashrc", "gpj.exe", "rf", "file"])
        #expect(safe.last?.hasSuffix("ä.pdf") == true)
        #expect(safe.allSatisfy { $0.utf8.count <= 120 })
    }
}
