import Features
import Journal

/// What a generated board's members share: a board of 100,000 posts has 20,000 resources and 50 collections of them, a
/// small one has few.
struct GeneratedLibrary {
    private let resources: Int
    private let collections: Int
    private static let perCollection = 40

    /// The library on a board of so many posts.
    init(posts: Int) {
        resources = min(20_000, posts / 5)
        collections = min(50, posts / 2_000)
    }

    /// Writes it; every seventh resource has been used and spoken of.
    func write(
        members: Int, using random: inout SeededGenerator, _ write: (Int, any EventPayload) throws -> EventID
    ) throws {
        var all: [EventID] = []
        for number in 0..<resources {
            let id = try write(
                Int.random(in: 0..<members, using: &random), resource(number, Words.title(using: &random)))
            all.append(id)
            guard number.isMultiple(of: 7) else { continue }
            let other = Int.random(in: 0..<members, using: &random)
            _ = try write(other, ResourceRated(resource: id, verdict: .helped, reason: "It was clear."))
            _ = try write(other, ResourceCommented(resource: id, text: "See the second part of it."))
        }
        for number in 0..<collections {
            let owner = number % members
            let id = try write(owner, CollectionAdded(title: Words.title(using: &random)))
            for _ in 0..<Self.perCollection {
                guard let resource = all.randomElement(using: &random) else { continue }
                _ = try write(owner, CollectionEntrySet(collection: id, resource: resource, note: "Read it first."))
            }
        }
    }

    private func resource(_ number: Int, _ title: String) -> ResourceAdded {
        let tags = ["tag-\(number % 40)", "week-\(number % 12)"]
        guard number.isMultiple(of: 3) else {
            return ResourceAdded(
                resourceKind: .link, title: title, address: "https://example.org/library/\(number)", tags: tags)
        }
        return ResourceAdded(
            resourceKind: number.isMultiple(of: 2) ? .book : .paper, title: title, tags: tags,
            fields: ["authors": "A. Author and B. Writer", "year": "\(1950 + number % 70)", "key": "key\(number)"])
    }
}
