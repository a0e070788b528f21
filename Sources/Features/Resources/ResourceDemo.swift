import Foundation
import Journal
import Workbench

/// The library of the demo's story: a reading list for the evenings, a book and a paper, and what members say of them.
enum ResourceDemo {
    static var scenes: [DemoScene] { shared + said + syllabus + mine }

    private static let shared = [
        add("book", 520, "rena") {
            ResourceAdded(
                resourceKind: .book, title: "Introduction to Linear Algebra",
                note: "The book of these evenings. The library has two copies; ask Marta.", tags: ["book", "course"],
                fields: [
                    "authors": "Gilbert Strang", "year": "2016", "publisher": "Wellesley-Cambridge Press",
                    "edition": "5th", "isbn": "978-0-9802327-7-6", "key": "strang2016",
                ], depth: .start)
        },
        add("paper", 310, "tomas") {
            ResourceAdded(
                resourceKind: .paper, title: "The Fundamental Theorem of Linear Algebra",
                address: "https://doi.org/10.2307/2324660",
                note: "Eight pages, and the drawing on the second one is the one Rena draws on the board.",
                tags: ["subspaces", "svd"],
                fields: [
                    "authors": "Gilbert Strang", "year": "1993", "journal": "The American Mathematical Monthly",
                    "volume": "100", "number": "9", "pages": "848–855", "doi": "10.2307/2324660", "key": "strang1993",
                ], depth: .some, minutes: 40)
        },
        add("film", 300, "aiko") {
            ResourceAdded(
                resourceKind: .video, title: "The four fundamental subspaces, lecture 10",
                address: "https://ocw.mit.edu/courses/18-06-linear-algebra-spring-2010/", tags: ["video", "subspaces"],
                fields: ["authors": "Gilbert Strang", "year": "1999", "publisher": "MIT OpenCourseWare"],
                depth: .start, minutes: 49, licence: "CC BY-NC-SA 4.0")
        },
        add("applet", 290, "jun") {
            ResourceAdded(
                resourceKind: .link, title: "Drag a matrix, watch its null space",
                address: "http://applets.example.org/nullspace", note: "Needs an old plug-in, I think.",
                tags: ["interactive"])
        },
        add("eigen", 40, "devi") {
            ResourceAdded(
                resourceKind: .link, title: "Eigenvalues of a guitar string",
                address: "https://example.org/strings/modes", note: "From my physics course; is it of use here?",
                tags: ["physics"], minutes: 15, proposed: true)
        },
    ]

    private static let said = [
        about("paper", 200, "rena") {
            ResourceStateSet(resource: $0, state: .recommended, reason: "read it before evening 4")
        },
        about("paper", 180, "jun") {
            ResourceRated(resource: $0, verdict: .helped, reason: "Now I see why the dimensions add up.")
        },
        about("paper", 120, "marta") {
            ResourceRated(resource: $0, verdict: .helped, reason: "Short enough for one evening.")
        },
        about("paper", 119, "marta") {
            ResourceCommented(
                resource: $0, anchor: "p. 849", text: "The arrows of the figure go **both** ways; it took me a while.")
        },
        about("paper", 110, "tomas") {
            ResourceCommented(resource: $0, anchor: "p. 853", text: "Skip the part on the pseudoinverse at first.")
        },
        about("applet", 90, "marta") {
            ResourceRated(resource: $0, verdict: .failed, reason: "My browser will not load it any more.")
        },
        about("applet", 70, "aiko") {
            ResourceRated(resource: $0, verdict: .failed, reason: "動きません: the page is blank.")
        },
        about("book", 250, "devi") {
            ResourceRated(resource: $0, verdict: .helped, reason: "The exercises after each section.")
        },
    ]

    private static let syllabus =
        [
            DemoScene(
                "syllabus", 280, "rena",
                .write { _ in
                    try NewEvent(
                        CollectionAdded(
                            title: "From elimination to the four subspaces",
                            about: "Six evenings, in this order. Read before we meet; half an hour each is enough."))
                })
        ]
        + [
            ("book", "Evenings 1 and 2", "Chapters 1 and 2. Do three exercises of each section, not all."),
            ("videos", "", "Number 3, before the second evening."),
            ("film", "Evenings 3 and 4", "Stop at minute 20 and draw it yourself."),
            ("paper", "", "Before evening 4. Copy the drawing by hand."),
            ("proofs", "Evenings 5 and 6", "Write up one of the proofs; bring it."),
        ].map { name, heading, note in
            DemoScene(
                "", 279, "rena",
                .write { cast in
                    guard let collection = cast.ids["syllabus"], let resource = cast.ids[name] else { return nil }
                    return try NewEvent(
                        CollectionEntrySet(collection: collection, resource: resource, note: note, heading: heading))
                })
        }

    private static let mine = [
        reading("book", 270, .read), reading("videos", 260, .read), reading("film", 100, .reading),
        reading("paper", 99, .toRead),
    ]

    // MARK: - Ways to say it

    private static func add(
        _ name: String, _ hoursAgo: Double, _ author: String,
        _ make: @escaping @Sendable () -> ResourceAdded
    ) -> DemoScene {
        DemoScene(name, hoursAgo, author, .write { _ in try NewEvent(make()) })
    }

    private static func about(
        _ name: String, _ hoursAgo: Double, _ author: String,
        _ make: @escaping @Sendable (EventID) -> some EventPayload
    ) -> DemoScene {
        DemoScene("", hoursAgo, author, .write { cast in try cast.ids[name].map { try NewEvent(make($0)) } })
    }

    private static func reading(_ name: String, _ hoursAgo: Double, _ state: ReadingState) -> DemoScene {
        DemoScene(
            "", hoursAgo, DemoStory.you,
            .write { cast in
                try cast.ids[name].map { try NewEvent(ResourceReading(resource: $0, state: state), isPrivate: true) }
            })
    }
}
