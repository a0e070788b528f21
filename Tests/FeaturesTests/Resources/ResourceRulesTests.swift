import Index
import Journal
import TestSupport
import Testing

@testable import Features

@Suite struct ResourceRulesTests {
    private static let file = AttachedFile(hash: String(repeating: "0", count: 64), size: 1, name: "notes.txt")

    private static let sound: [ResourceAdded] = [
        ResourceAdded(resourceKind: .link, title: "Site", address: "https://example.org/a?b#c"),
        ResourceAdded(resourceKind: .file, title: "Notes", file: file),
        ResourceAdded(resourceKind: .book, title: "A book", tags: ["c++", "week-1", "数学"]),
        ResourceAdded(resourceKind: .note, title: "A note", note: "text"),
    ]

    private static let unsound: [ResourceAdded] = [
        ResourceAdded(resourceKind: .link, title: "No address"),
        ResourceAdded(resourceKind: .file, title: "No file"),
        ResourceAdded(resourceKind: .note, title: " "),
        ResourceAdded(resourceKind: .note, title: String(repeating: "x", count: 201)),
        ResourceAdded(resourceKind: .note, title: "Many tags", tags: (0...20).map { "t\($0)" }),
        ResourceAdded(resourceKind: .note, title: "A bad tag", tags: ["two words"]),
    ]

    @Test func membersShareWhatIsSound() {
        for resource in Self.sound {
            #expect(
                Standing.allowed { ResourceRules.refusalToAdd(resource, by: $0) } == Standing.members,
                "\(resource.title)")
        }
        for resource in Self.unsound {
            #expect(Standing.allowed { ResourceRules.refusalToAdd(resource, by: $0) } == [], "\(resource.title)")
        }
    }

    @Test func ownersAndModeratorsChangeThem() {
        #expect(
            Standing.allowed { ResourceRules.refusalToChange(by: "ana", standing: $0, owner: "ana") }
                == Standing.members)
        #expect(
            Standing.allowed { ResourceRules.refusalToChange(by: "ben", standing: $0, owner: "ana") }
                == Standing.moderators)
    }

    @Test(arguments: [
        "https://example.org", "HTTP://example.org", "mailto:ana@example.org", "doi:10.1000/182", "gemini://x.org/",
    ])
    func leadsToTheWeb(address: String) { #expect(ResourceRules.refusal(ofAddress: address) == nil) }

    @Test(arguments: [
        "", "example.org", "javascript:alert(1)", "file:///etc/passwd", "data:text/html,x", "ssh://host/",
        " https://x.org",
        "https://" + String(repeating: "x", count: 2_000),
    ])
    func leadsNowhereElse(address: String) { #expect(ResourceRules.refusal(ofAddress: address) != nil) }

    @Test(arguments: ["../../etc/passwd", ".bashrc", "-rf", "a\u{1B}[2Jb", "C:\\x", "", "...", "new\nline"])
    func filesAreSavedUnderHarmlessNames(name: String) {
        let safe = ResourceSaving.safeName(name)
        #expect(!safe.isEmpty && !safe.hasPrefix(".") && !safe.hasPrefix("-"))
        #expect(!safe.contains("/") && !safe.contains("\\"))
        #expect(!safe.unicodeScalars.contains { $0.value < 0x20 || $0.value == 0x7F })
    }
}
