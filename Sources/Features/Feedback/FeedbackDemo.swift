import Foundation
import Journal

/// Feedback in the demo's story: what waits for whoever looks at it, what they asked, and what came of it.
enum FeedbackDemo {
    private static let hour: Int64 = 3_600_000
    private static let you = DemoStory.you

    static var scenes: [DemoScene] { habits + library + lemma + script + reflection + openOnes }

    private static let habits = [
        DemoScene("", 559, you, .write { _ in try NewEvent(FeedbackTermsSet(promiseDays: 2, dueDays: 3, needed: 2)) }),
        DemoScene("", 558, you, .write { _ in try NewEvent(RubricAdded(content: ReadyRubric.proof.content())) }),
    ]

    // MARK: - What ended well

    private static let library = [
        ask(
            "shelf", 330, "marta", "A guide to our shelf", needed: 2, dueIn: 72,
            about: "Would you find the book that you need with this?",
            """
            # Our shelf

            Strang is on top, then the drawings, then the proofs.
            Whoever wants to compute should look below.
            """),
        give(
            "shelf-you", 320, you, "shelf",
            [
                ("star", "One glance and I know where Strang is."),
                ("wish", "Say what “below” means: which shelf, which books?"),
            ]),
        give(
            "shelf-jun", 318, "jun", "shelf",
            [("star", "Short enough to be read while standing."), ("wish", "Name one book to begin with.")]),
        DemoScene(
            "", 310, "marta",
            .write { cast in
                try acknowledged(
                    "shelf", cast,
                    [
                        ("shelf-you", 0, .leave), ("shelf-you", 1, .take), ("shelf-jun", 0, .leave),
                        ("shelf-jun", 1, .later),
                    ])
            }),
        revise(
            300, "marta", "shelf", note: "named the shelves", answers: [("shelf-you", 1)],
            """
            # Our shelf

            Strang is on top, then the drawings, then the proofs.
            Whoever wants to compute should look on the second shelf from below: Trefethen and the R books.
            """),
        DemoScene(
            "", 299, "marta",
            .write { cast in
                guard let request = cast.ids["shelf"], let response = cast.ids["shelf-you"] else { return nil }
                return try NewEvent(
                    FeedbackThanked(request: request, response: response, rating: .great, text: "Now I see it too."))
            }),
        DemoScene(
            "", 296, "marta",
            .write { cast in
                try cast.ids["shelf"].map { try NewEvent(FeedbackClosed(request: $0, reason: .improved)) }
            }),
    ]

    // MARK: - What the reader asked

    private static let lemma = [
        ask(
            "lemma", 75, you, "Lemma 3: odd numbers make squares", needed: 2, dueIn: 72, named: ["rena", "tomas"],
            about: "Is the induction step right? And can somebody follow it who has never seen one?",
            """
            # Lemma 3

            The sum of the first n odd numbers is n squared.

            For n = 1 it is 1.
            Assume that it holds for n. The next odd number is 2n + 1,
            and n squared plus 2n + 1 is the square of n + 1.
            So it holds for n + 1.
            """),
        DemoScene(
            "", 50, "rena",
            .write { cast in
                try cast.ids["lemma"].map {
                    try NewEvent(
                        FeedbackCommented(
                            request: $0, version: 1, lines: LineRange(from: 6, to: 7),
                            body: "Here I had to stop: say *why* the next one is 2n + 1."))
                }
            }),
        give(
            "lemma-rena", 48, "rena", "lemma",
            [
                ("star", "You say what you assume before you use it. That is half of induction."),
                ("wish", "Draw it! Each odd number is an L around a square, and the step becomes visible."),
            ]),
        give(
            "lemma-tomas", 6, "tomas", "lemma",
            [
                ("star", "I computed the first ten and they agree. 1, 4, 9, …"),
                ("wish", "Tell the reader at the top that this is a proof by induction."),
            ]),
        DemoScene(
            "", 5, you,
            .write { cast in
                guard let request = cast.ids["lemma"], let response = cast.ids["lemma-rena"] else { return nil }
                let point = PointName(response: response, point: 1)
                return try NewEvent(
                    FeedbackPointsMarked(request: request, marks: [MarkedPoint(point: point, mark: .take)]))
            }),
    ]

    // MARK: - A swap

    private static let script = [
        ask(
            "script", 40, "aiko", "An R function for the null space", needed: 1, dueIn: 48, named: [you], swap: true,
            about: "Is the tolerance sensible? 変な所があれば教えてください。",
            """
            null_space <- function(A, tolerance = 1e-10) {
              s <- svd(A, nv = ncol(A))
              rank <- sum(s$d > tolerance)
              s$v[, seq_len(ncol(A)) > rank, drop = FALSE]
            }
            """),
        DemoScene(
            "", 30, you,
            .write { cast in
                try cast.ids["script"].map {
                    try NewEvent(FeedbackClaimed(request: $0, until: cast.now.advanced(by: 60 * hour)))
                }
            }),
        give(
            "script-you", 12, you, "script",
            [
                ("star", "It keeps the columns as a matrix even when only one is left."),
                (
                    "wish",
                    "Make the tolerance relative to the largest singular value; 1e-10 means nothing for A in metres."
                ),
            ]),
    ]

    // MARK: - What waits for the reader

    private static let reflection = [
        ask(
            "mirror", 52, "jun", "Why a reflection is its own inverse", needed: 2, dueIn: 70, named: [you, "rena"],
            about: "Do you see it without computing anything?",
            """
            # Mirrors

            A mirror shows you your left hand on the left.
            A mirror in a mirror shows you as you are.
            So the matrix of a reflection, applied twice, does nothing: it is its own inverse.
            """),
        DemoScene(
            "", 45, "rena",
            .write { cast in
                try cast.ids["mirror"].map {
                    try NewEvent(FeedbackClaimed(request: $0, until: cast.now.advanced(by: 90 * hour)))
                }
            }),
    ]

    private static let openOnes = [
        ask(
            "first", 8, "devi", "My notes on chapter 2, first page", needed: 1, dueIn: 48, minutes: 5,
            about: "Is this how you take notes? Be gentle, it is my first page!",
            """
            A vector is an arrow, or a list of numbers, or a polynomial?
            Adding goes tip to tail. Scaling makes it longer.
            What I do not get: what is a *space*?
            """),
        ask(
            "bridge", 60, "tomas", "Stiffness matrix of a small bridge", needed: 2, dueIn: 120, minutes: 30,
            stage: .rough, tags: ["computing"],
            about: "Are the boundary conditions where they belong?",
            """
            K = assemble(elements)
            K = K[free, free]      # the supports do not move
            u = solve(K, f)
            modes = eigh(K)        # zero modes would be a mechanism
            """),
    ]

    // MARK: - Scenes, as short as they can be said

    private static func ask(
        _ name: String, _ hoursAgo: Double, _ author: String, _ title: String, needed: Int, dueIn hours: Int64,
        named: [String] = [], swap: Bool = false, minutes: Int = 15, stage: WorkStage = .draft, tags: [String] = [],
        about: String, _ text: String
    ) -> DemoScene {
        DemoScene(
            name, hoursAgo, author,
            .write { cast in
                try NewEvent(
                    FeedbackAsked(
                        title: title, work: ReviewedWork(kind: .text, text: text), about: about, stage: stage,
                        effort: minutes, due: cast.now.advanced(by: hours * hour), needed: needed,
                        named: named.map(cast.account), wantsSwap: swap ? true : nil,
                        method: ProtocolLibrary.standard, tags: tags))
            })
    }

    private static func give(
        _ name: String, _ hoursAgo: Double, _ author: String, _ request: String,
        _ points: [(field: String, text: String)]
    ) -> DemoScene {
        DemoScene(
            name, hoursAgo, author,
            .write { cast in
                let made = points.map { ResponsePoint(field: $0.field, text: $0.text) }
                return try cast.ids[request].map {
                    try NewEvent(
                        FeedbackGiven(
                            request: $0, version: 1, points: made.count, content: ResponseContent(points: made)))
                }
            })
    }

    private static func revise(
        _ hoursAgo: Double, _ author: String, _ request: String, note: String,
        answers: [(response: String, point: Int)],
        _ text: String
    ) -> DemoScene {
        DemoScene(
            "", hoursAgo, author,
            .write { cast in
                try cast.ids[request].map {
                    try NewEvent(
                        FeedbackRevised(
                            request: $0, work: ReviewedWork(kind: .text, text: text), note: note,
                            answers: answers.compactMap { name(of: $0.point, in: $0.response, cast) }))
                }
            })
    }

    private static func acknowledged(
        _ request: String, _ cast: DemoCast, _ marks: [(response: String, point: Int, mark: PointMark)]
    ) throws -> NewEvent? {
        try cast.ids[request].map { id in
            try NewEvent(
                FeedbackAcknowledged(
                    request: id,
                    marks: marks.compactMap { mark in
                        name(of: mark.point, in: mark.response, cast).map { MarkedPoint(point: $0, mark: mark.mark) }
                    }))
        }
    }

    private static func name(of point: Int, in response: String, _ cast: DemoCast) -> PointName? {
        cast.ids[response].map { PointName(response: $0, point: point) }
    }
}
