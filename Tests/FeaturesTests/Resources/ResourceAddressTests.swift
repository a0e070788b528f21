import Foundation
import TestSupport
import Testing

@testable import Features

/// What two spellings of one thing are, and what names a publication.
@Suite struct ResourceAddressTests {
    @Test(arguments: [
        "10.1000/ABC.1", "doi:10.1000/abc.1", "DOI: 10.1000/abc.1", "https://doi.org/10.1000/ABC.1",
        "http://dx.doi.org/10.1000/abc.1", "HTTPS://DOI.ORG/10.1000%2Fabc.1", " doi.org/10.1000/abc.1 ",
        "info:doi/10.1000/abc.1", "urn:doi:10.1000/abc.1",
    ])
    func everySpellingOfADOIIsTheSame(text: String) { #expect(ResourceAddress.doi(text) == "10.1000/abc.1") }

    @Test(arguments: [
        "", "10.1000", "10.1000/", "11.1000/x", "doi:", "https://example.org/10.1000/x", "10.1000/a b", "10.1/x",
        "10.10x0/x", "10.1000/a\u{1B}b", "doi:10.1000/" + String(repeating: "x", count: 600),
    ])
    func whatIsNoDOIIsNone(text: String) { #expect(ResourceAddress.doi(text) == nil, "\(text)") }

    @Test func aDOIWithOddLettersStillLeadsThere() {
        let doi = "10.1002/(sici)1097<1::aid-x>3.0.co;2-#"
        let link = ResourceAddress.link(doi: doi)
        #expect(!link.contains("#") && !link.contains("<"))
        #expect(ResourceAddress.doi(link) == doi)
    }

    @Test func anISBNIsTakenInBothLengths() {
        #expect(ResourceAddress.isbn("0-306-40615-2") == "9780306406157")
        #expect(ResourceAddress.isbn("978-0-306-40615-7") == "9780306406157")
        #expect(ResourceAddress.isbn("ISBN 080442957X") == "9780804429573")
        for wrong in ["0-306-40615-3", "978-0-306-40615-8", "", "X", "12345", "97803064O6157", "٩٧٨٠٣٠٦٤٠٦١٥٧"] {
            #expect(ResourceAddress.isbn(wrong) == nil, "\(wrong)")
        }
    }

    @Test(arguments: [
        "https://example.org/a", "http://www.example.org/a/", "HTTPS://EXAMPLE.ORG:443/a#part",
        "https://example.org/a?utm_source=x&fbclid=y", "https://example.org./a",
    ])
    func linksToOnePageAreTheSame(address: String) { #expect(ResourceAddress.normal(address) == "example.org/a") }

    @Test func linksToOtherPagesAreNot() {
        let all = [
            "https://example.org/a?p=1", "https://example.org/a?p=2", "https://example.org/A",
            "https://example.org:8080/a",
        ]
        #expect(Set(all.map { ResourceAddress.normal($0) }).count == all.count)
        #expect(
            ResourceAddress.normal("https://example.org/?b=2&a=1")
                == ResourceAddress.normal("https://example.org?a=1&b=2"))
        #expect(ResourceAddress.normal("") == nil)
    }

    @Test func aDraftSaysWhatItLooksLike() {
        let kinds: [(String, ResourceKind)] = [
            ("https://example.org", .link), ("doi:10.1000/1", .paper), ("https://doi.org/10.1000/1", .paper),
            ("10.1000/1", .paper), ("978-0-306-40615-7", .book), ("https://youtu.be/abc", .video),
            ("https://notyoutube.com/abc", .link), ("./notes.txt", .file), ("", .note),
        ]
        for (target, kind) in kinds {
            let draft = ResourceDraft(target: target, title: "It")
            #expect(
                draft.event(file: draft.file.map { _ in AttachedFile(hash: "", size: 0, name: "x") }).resourceKind
                    == kind)
        }
        let paper = ResourceDraft(target: "doi:10.1000/X").event(file: nil)
        #expect(paper.address == "https://doi.org/10.1000/x" && paper.fields == ["doi": "10.1000/x"])
    }
}
