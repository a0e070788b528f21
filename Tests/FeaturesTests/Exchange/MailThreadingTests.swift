import Journal
import Testing

@testable import Features

/// Which message answers which.
struct MailThreadingTests {
    private static let day: Int64 = 24 * 3_600_000

    private static func header(
        _ id: String, day: Int64, subject: String = "", references: [String] = []
    ) -> MailHeader {
        MailHeader(
            id: MessageID(rawValue: "\(id)@x"), date: Timestamp(rawValue: 1_000_000_000_000 + day * Self.day),
            author: MailAuthor(name: "A", mark: ""), subject: subject,
            references: references.map { MessageID(rawValue: $0.contains("<") ? "yes" : "\($0)@x") })
    }

    /// The threads as text: each message after its parent, indented by its depth.
    private static func outline(_ headers: [MailHeader]) -> [String] {
        MailThreading.places(of: headers).map { place in
            String(repeating: "-", count: place.depth) + headers[place.message].id.rawValue.dropLast(2)
        }
    }

    @Test func answersGoUnderTheNearestKnownAncestor() {
        let headers = [
            Self.header("d", day: 4, references: ["a", "b", "missing"]), Self.header("c", day: 3, references: ["a"]),
            Self.header("b", day: 2, references: ["a"]), Self.header("a", day: 1), Self.header("z", day: 0),
        ]
        #expect(Self.outline(headers) == ["z", "a", "-b", "-c", "--d"])
    }

    @Test func answersToTheSameMissingMessageStayTogether() {
        let headers = [
            Self.header("a", day: 1, references: ["gone"]), Self.header("b", day: 2, references: ["gone"]),
            Self.header("c", day: 3, references: ["gone", "b"]), Self.header("d", day: 4, references: ["<yes>"]),
            Self.header("e", day: 5, references: ["<yes>"]),
        ]
        #expect(Self.outline(headers) == ["a", "-b", "--c", "d", "e"])
    }

    @Test func aSubjectJoinsAnswersWithoutReferences() {
        let headers = [
            Self.header("a", day: 1, subject: "[teach] Fractions"), Self.header("b", day: 2, subject: "Re: Fractions"),
            Self.header("c", day: 30, subject: "[teach] AW: RE[2]: fractions "),
            Self.header("d", day: 90, subject: "Re: Fractions"), Self.header("e", day: 91, subject: "Fractions"),
            Self.header("f", day: 92, subject: "Fractions", references: ["gone"]),
            Self.header("g", day: 93, subject: "Re: Decimals"), Self.header("h", day: 94, subject: "Re:"),
            Self.header("i", day: 95, subject: "Re:"),
        ]
        #expect(Self.outline(headers) == ["a", "-b", "-c", "d", "e", "-f", "g", "h", "i"])
    }

    @Test func circlesAreCut() {
        let headers = [
            Self.header("a", day: 1, references: ["c"]), Self.header("b", day: 2, references: ["a"]),
            Self.header("c", day: 3, references: ["b"]), Self.header("s", day: 4, references: ["s"]),
        ]
        let places = MailThreading.places(of: headers)
        #expect(places.count == 4)
        #expect(places.filter { $0.parent == nil }.count == 2)
    }

    @Test func anAnswerDatedBeforeItsParentComesAfterIt() {
        let headers = [
            Self.header("a", day: 5), Self.header("b", day: 1, references: ["a"]),
            Self.header("c", day: 6, references: ["a"]),
        ]
        #expect(Self.outline(headers) == ["a", "-b", "-c"])
    }

    @Test func aVeryLongThreadIsNoTrouble() {
        let headers = (0..<50_000).map { number in
            Self.header("\(number)", day: 0, references: number == 0 ? [] : ["\(number - 1)"])
        }
        let places = MailThreading.places(of: headers.reversed())
        #expect(places.first?.depth == 0)
        #expect(places.last?.depth == 49_999)
    }

    @Test func anyForestComesBackWithParentsFirst() {
        var random = SeededRandom(seed: 11)
        for _ in 0..<50 {
            let headers = (0..<60).map { number in
                let references = (0..<Int.random(in: 0...3, using: &random)).map { _ in
                    "\(Int.random(in: 0..<70, using: &random))"
                }
                return Self.header(
                    "\(number)", day: Int64.random(in: 0..<40, using: &random), subject: "Re: \(number % 9)",
                    references: references)
            }
            var seen: Set<Int> = []
            for place in MailThreading.places(of: headers) {
                if let parent = place.parent { #expect(seen.contains(parent)) }
                #expect(seen.insert(place.message).inserted)
            }
            #expect(seen.count == headers.count)
        }
    }

    @Test(arguments: [
        ("Re: [teach] Fractions", "[teach] Fractions", "fractions", true),
        ("[teach] Re: Fractions", "[teach] Fractions", "fractions", true),
        ("[PATCH 1/2] x: y", "[PATCH 1/2] x: y", "[patch 1/2] x: y", false), ("回复：你好", "你好", "你好", true),
        ("Fwd: Re: x", "Fwd: Re: x", "x", false), ("[all]", "[all]", "[all]", false), ("Re: ", "", "", true),
        ("[Re]: x", "[Re]: x", ": x", false),
    ])
    func subjectsAreReadAsPeopleMeanThem(_ subject: String, _ title: String, _ base: String, _ isReply: Bool) {
        let read = MailSubject(subject)
        #expect(read.title == title)
        #expect(read.base == base)
        #expect(read.isReply == isReply)
    }
}
