/// What each key of the README's tour costs on a slow line: the bytes that answer it.
struct TourMeasures {
    /// A key in the list of threads, and what leads back there.
    private static let steps: [(name: String, keys: String, back: String)] = [
        ("n", "n", "q"), ("Enter", "\r", "q"), ("Space, in the list", " ", "gg"), ("c", "c", "\u{1B}"),
        ("/", "/", "\u{1B}"), ("S", "S", "\u{1B}"), ("?", "?", "q"), (":", ":", "\u{1B}"), ("m", "m", "m"),
        ("s", "s", "s"), ("Tab", "\t", "2"), ("b", "b", "b"), ("O", "O", "O"), ("1", "1", "2"), ("g i", "gi", "2"),
        ("g o", "go", "2"), ("g p", "gp", "2"), ("g d", "gd", "2"), ("g v", "gv", "2"), ("g y", "gy", "2"),
        ("g w", "gw", "2"),
    ]

    /// Takes the tour in a program that shows its first picture.
    static func run(_ program: DrivenProgram, _ report: inout Report) throws {
        program.settle()
        _ = try program.measure("2")
        for step in steps {
            let answer = try program.measure(step.keys)
            report.note(bytes: answer.bytes, of: step.name)
            program.type(step.back)
            program.settle()
        }
    }
}
