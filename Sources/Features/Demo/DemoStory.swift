/// The demo's story: who is there, what the board is for, and what was said when.
enum DemoStory {
    /// Stands for whoever looks at the demo.
    static let you = "you"
    static let title = "Linear Algebra, Evenings"
    static let purpose = """
        We read Strang's book together, a chapter a week, Tuesdays and Thursdays after dinner.
        Ask early, answer kindly, show your working.
        """
    /// Milliseconds since the board began.
    static let age: Int64 = 24 * 86_400_000
    /// What is older, in hours, has been read.
    static let readUntil: Double = 30
    static let online = ["rena", "tomas"]

    static let channels: [(name: String, topic: String, starters: ThreadStarters)] = [
        ("announcements", "What everyone should know", .moderators),
        ("general", "Anything that has no other place", .members),
        ("questions", "Ask; no question is too small", .members),
        ("week-3", "Elimination and inverses", .members),
        ("week-4", "Vector spaces and subspaces", .members),
        ("library", "Good explanations, found and made", .members),
    ]

    struct Person {
        var handle: String
        var name: String
        var about: String
        var interests: String
        var canHelpWith: String
        var wantsToLearn: String
    }

    static let members = [
        Person(
            handle: "rena", name: "Rena Okafor", about: "Teaches mathematics by day, learns it again by night.",
            interests: "proofs, teaching", canHelpWith: "proofs, induction", wantsToLearn: "numerical methods"),
        Person(
            handle: "tomas", name: "Tomás Herrera", about: "Structural engineer. Matrices pay my rent.",
            interests: "finite elements, cycling", canHelpWith: "computing by hand and by machine",
            wantsToLearn: "abstract vector spaces"),
        Person(
            handle: "aiko", name: "相田 愛子", about: "Second year, statistics. 日本語でもどうぞ。",
            interests: "statistics, R", canHelpWith: "R, plots", wantsToLearn: "why any of this works"),
        Person(
            handle: "jun", name: "Jun Park", about: "Career changer: cook until last spring.",
            interests: "graphics, games", canHelpWith: "Python, patience", wantsToLearn: "linear maps"),
        Person(
            handle: "marta", name: "Marta Lindqvist", about: "Librarian. I find things.",
            interests: "history of mathematics", canHelpWith: "finding papers and books",
            wantsToLearn: "everything, slowly"),
        Person(
            handle: "devi", name: "Devi Raman", about: "Joined this week!", interests: "physics",
            canHelpWith: "", wantsToLearn: "tensors, some day"),
    ]

    static var scenes: [DemoScene] { welcome + elimination + subspaces + questions + library + messages }

    private static let welcome = [
        DemoScene(
            "welcome", 560, you,
            .open(channel: "announcements", kind: .announcement, title: "Welcome: how we work"),
            """
            Glad you are here. Three things:

            1. **Tuesdays** we read, **Thursdays** we solve. Both at 19:30.
            2. Ask in #questions as soon as you are stuck for *ten minutes*.
            3. When something helped you, say so. It is worth more than you think.

            Press `?` at any time to see which keys work.
            """),
        DemoScene("", 559, you, .pin(thread: "welcome")),
        DemoScene(
            "welcome-1", 540, "rena", .reply(thread: "welcome", to: "welcome"),
            "I will be at the library table on Thursdays from 19:00, for whoever wants to go over the week before."),
        DemoScene("", 539, "jun", .react(to: "welcome-1", emoji: "🙏")),
        DemoScene("", 538, "aiko", .react(to: "welcome-1", emoji: "🎉")),
        DemoScene(
            "hello", 20, "devi", .open(channel: "general", kind: .discussion, title: "Hello from a newcomer"),
            "Hi all! I am Devi, I study physics and my linear algebra is *shaky*. Where should I begin reading?"),
        DemoScene(
            "hello-1", 18.5, "marta", .reply(thread: "hello", to: "hello"),
            "Welcome, Devi! Begin with chapter 2, and look at the drawings in #library first. They made it click for me."
        ),
    ]

    private static let elimination = [
        DemoScene(
            "pivot", 300, "jun",
            .open(channel: "week-3", kind: .question, title: "Why may I swap rows but not columns?"),
            """
            In elimination we swap **rows** when a pivot is zero. I tried swapping *columns* and got a different answer.
            What did I break?

            ```python
            import numpy as np
            A = np.array([[0, 2], [1, 3]])
            b = np.array([4, 5])
            print(np.linalg.solve(A, b))          # [-1.  2.]
            print(np.linalg.solve(A[:, ::-1], b)) # [ 2. -1.]  <- turned round!
            ```
            """),
        DemoScene(
            "pivot-1", 297, "tomas", .reply(thread: "pivot", to: "pivot"),
            """
            Look at your two results again: the numbers are the same, only *turned round*. A column belongs to an unknown.
            Swap columns 1 and 2 and you have renamed x and y.

            | swap    | what it changes         | the solution      |
            |---------|-------------------------|-------------------|
            | rows    | the order of equations  | stays             |
            | columns | the names of unknowns   | comes out renamed |
            """),
        DemoScene(
            "pivot-2", 296, "jun", .reply(thread: "pivot", to: "pivot-1"),
            "> A column belongs to an unknown.\n\nThat is the sentence I was missing. Thank you!"),
        DemoScene("", 295, "jun", .accept(thread: "pivot", answer: "pivot-1")),
        DemoScene("", 294, "rena", .react(to: "pivot-1", emoji: "👍")),
        DemoScene("", 293, "aiko", .react(to: "pivot-1", emoji: "👍")),
        DemoScene(
            "inverse", 220, "rena",
            .open(channel: "week-3", kind: .activity, title: "Thursday: find a matrix that is its own inverse"),
            "Not the identity, please. Post yours **before** you read the others, and say how you found it."),
        DemoScene(
            "inverse-1", 215, "aiko", .reply(thread: "inverse", to: "inverse"),
            "`[[0, 1], [1, 0]]` swaps the two coordinates. Swapping twice does nothing. 鏡のようですね。"),
        DemoScene(
            "inverse-2", 214, "tomas", .reply(thread: "inverse", to: "inverse"),
            "Any reflection works! Mine mirrors along the line at angle t:\n\n    [ cos 2t   sin 2t ]\n    [ sin 2t  -cos 2t ]"
        ),
        DemoScene(
            "inverse-3", 210, "rena", .reply(thread: "inverse", to: "inverse-2"),
            "Lovely. Can you now find one that is **not** a reflection? (Hint: think of -I.)"),
    ]

    private static let subspaces = [
        DemoScene(
            "four", 70, "rena", .open(channel: "week-4", kind: .discussion, title: "The four subspaces in one picture"),
            """
            Chapter 3 in one sentence: a matrix takes its *row space* to its *column space*, and forgets its *null space*.

            What is your picture of that? Drawings, stories, all welcome.
            """),
        DemoScene(
            "four-1", 66, "jun", .reply(thread: "four", to: "four"),
            "A kitchen scale: it forgets the shape of what you put on it (null space) and keeps one number."),
        DemoScene("", 65, "marta", .react(to: "four-1", emoji: "😄")),
        DemoScene(
            "four-2", 60, "tomas", .reply(thread: "four", to: "four-1"),
            "I will use that at work. A bridge that bends without any load is *exactly* a null space we do not want. 🌉"),
        DemoScene(
            "four-3", 26, "aiko", .reply(thread: "four", to: "four"),
            """
            In R, for those who like to see numbers:

            ```r
            A <- matrix(c(1, 2, 2, 4), 2)   # rank 1
            s <- svd(A)
            s$d                              # 5 and 0: one direction kept, one forgotten
            s$v[, 2]                         # the forgotten one
            ```
            """),
        DemoScene(
            "four-4", 5, "rena", .reply(thread: "four", to: "four-3"),
            "@you might like this one: it is the same idea as your question from the first week."),
    ]

    private static let questions = [
        DemoScene(
            "det", 160, "marta",
            .open(channel: "questions", kind: .question, title: "Is the determinant of a product always the product?"),
            "The book says det(AB) = det A · det B and goes on as if that were obvious. Is it?"),
        DemoScene(
            "det-1", 158, "rena", .reply(thread: "det", to: "det"),
            "Not obvious at all! Think of the determinant as *how much volume grows*. First B stretches, then A does."),
        DemoScene("", 150, "marta", .accept(thread: "det", answer: "det-1")),
        DemoScene(
            "span", 44, "aiko",
            .open(channel: "questions", kind: .question, title: "Can a basis have infinitely many vectors?"),
            "For R^n no, I see that. But what about all polynomials? 無限次元の場合は?"),
        DemoScene(
            "units", 9, "devi",
            .open(channel: "questions", kind: .question, title: "What are the units of an eigenvalue?"),
            "If A turns metres into newtons, is an eigenvalue in N/m? Or does it not make sense then?"),
        DemoScene(
            "units-1", 3, "tomas", .reply(thread: "units", to: "units"),
            "Good one. If the units differ, *Av* and *v* cannot point the same way, so there is no eigenvalue to ask about."
        ),
        DemoScene(
            "units-2", 1.2, "devi", .reply(thread: "units", to: "units-1"),
            "So a stiffness matrix has none?? But we compute vibration modes from it... @you do you know?"),
    ]

    private static let library = [
        DemoScene(
            "drawings", 400, "marta", .open(channel: "library", kind: .discussion, title: "Drawings that explain"),
            "I collect the good ones here as resources. Add yours with `stoa resource add`."),
        DemoScene(
            "videos", 399, "marta",
            .share(
                title: "Essence of linear algebra (videos)",
                address: "https://www.3blue1brown.com/topics/linear-algebra",
                tags: ["video", "intuition"], thread: "drawings"),
            "Fifteen short films; numbers 3 and 7 for this month."),
        DemoScene(
            "", 380, "aiko",
            .share(
                title: "Interactive linear algebra", address: "https://textbooks.math.gatech.edu/ila/",
                tags: ["book", "interactive"], thread: nil),
            "Free, with figures that one can drag."),
        DemoScene(
            "proofs", 290, "rena",
            .share(title: "How to write up a proof", address: nil, tags: ["proofs", "writing"], thread: nil),
            "1. Say what you are given.\n2. Say what you want.\n3. Walk from one to the other, out loud."),
    ]

    private static let messages = [
        DemoScene(
            "", 1, "rena", .message(to: [you]),
            "Devi is new and asks good questions. Would you take the one about units? You know such matrices better than I do."
        ),
        DemoScene(
            "", 50, you, .message(to: ["rena", "tomas"]),
            "I cannot come on Thursday. Could one of you open the room?"),
        DemoScene("", 49, "tomas", .message(to: [you, "rena"]), "I will. The key is with me anyway."),
    ]
}
