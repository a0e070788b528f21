import Foundation

/// The table of one board.
struct Report {
    let posts: Int
    private var values: [Measure: Double] = [:]
    private var peers: [Measure: [(name: String, value: Double)]] = [:]
    private var remarks: [String] = []
    private var tour: [(key: String, bytes: Int)] = []

    init(posts: Int) { self.posts = posts }

    /// The value of a measure.
    subscript(measure: Measure) -> Double? {
        get { values[measure] }
        set { values[measure] = newValue }
    }

    /// What another program needs for the same.
    mutating func compare(_ measure: Measure, with name: String, _ value: Double) {
        peers[measure, default: []].append((name, value))
    }

    /// What was sent in answer to a key of the tour.
    mutating func note(bytes: Int, of key: String) { tour.append((key, bytes)) }

    /// A line below the table.
    mutating func remark(_ text: String) { remarks.append(text) }

    /// Prints the table: measure, value, goal, whether it is met, and the peers.
    func printTable() {
        print("\n\(posts) posts")
        let width = Measure.allCases.map(\.rawValue.count).max() ?? 0
        for measure in Measure.allCases {
            guard let value = values[measure] else { continue }
            var columns = [Self.pad(measure.rawValue, width), Self.pad(measure.text(value), 16)]
            if let goal = measure.goal(posts: posts) {
                let mark = measure.isMet(value, goal: goal) ? "met" : "MISSED"
                columns.append(Self.pad("goal \(measure.text(goal))", 21) + Self.pad(mark, 6))
            } else {
                columns.append(Self.pad("", 27))
            }
            columns += (peers[measure] ?? []).map { peer in
                let ratio = measure.ratio(value, peer: peer.value)
                return "\(peer.name) \(measure.text(peer.value)) (\(String(format: "%.1f", ratio)) to 1)"
            }
            print("  " + columns.joined(separator: "  "))
        }
        for step in tour {
            print("  " + Self.pad("the tour's \(step.key), bytes sent", width) + "  \(step.bytes) bytes")
        }
        for remark in remarks { print("  " + remark) }
    }

    private static func pad(_ text: String, _ width: Int) -> String {
        text.padding(toLength: max(width, text.count), withPad: " ", startingAt: 0)
    }
}
