/// What is measured, in the order of the report.
enum Measure: String, CaseIterable {
    case firstPaint = "first paint, index warm, 120x40"
    case move = "move the selection, p50"
    case moveSlowest = "move the selection, p95"
    case moveBytes = "move the selection, bytes sent"
    case page = "page down, p50"
    case pageBytes = "page down, bytes sent"
    case openThread = "open a thread of about 20 posts, p50"
    case openGoals = "open the goals, p50"
    case openProjects = "open the projects, p50"
    case openMembers = "open the members, p50"
    case openMatches = "open the members' matches, p50"
    case openModeration = "open the moderators' queue, p50"
    case openResources = "open the resources, p50"
    case openBoard = "open a project's board, p50"
    case openJournal = "open the journal, p50"
    case openTimeline = "open one's timeline, p50"
    case openInsights = "open the insights, of all time, p50"
    case digest = "`stoa digest`, whole process"
    case openQueue = "open the feedback queue, p95"
    case nextWaiting = "next in the feedback queue, p95"
    case nextReview = "next request under review, p95"
    case takingRequests = "taking in requests for feedback"
    case openCalendar = "open the calendar, p50"
    case openMonth = "turn to the next month, p50"
    case building = "building the index from logs, of posts alone"
    case buildingAll = "building the index of all that the board has"
    case firstList = "no index yet: thread list on screen after"
    case searchCommon = "search in the program, newest 50, common word, p95"
    case searchMedium = "search in the program, newest 50, medium word, p95"
    case searchRare = "search in the program, newest 50, rare word, p95"
    case searchProcess = "`stoa search`, whole process, rare word"
    case searchProcessCommon = "`stoa search`, whole process, common word"
    case arrival = "a post by another member: on screen after, p95"
    case looking = "looking when there is no news"
    case memory = "resident memory of the program"
    case idle = "processor time, idle for 60 s"
    case posting = "posting: key to `posted`, durable, p50"
    case syncFirst = "`stoa sync`, the first, all of it sent"
    case syncClone = "`stoa sync clone`, all of it taken"
    case syncQuiet = "`stoa sync` without news, p50"
    case syncDay = "`stoa sync` after a day's events, p50"
    case syncMonth = "`stoa sync` of a clone that was apart for a month"
    case syncRemote = "the remote on disk"
    case syncRepository = "what a clone keeps for the exchange"

    /// What good means for a board of so many posts; nothing where no goal was set.
    func goal(posts: Int) -> Double? {
        guard let goals = Self.goals[self] else { return nil }
        return posts > 300_000 ? goals.atMillion : goals.atHundredThousand
    }

    private static let goals: [Measure: (atHundredThousand: Double, atMillion: Double)] = [
        .firstPaint: (40, 60), .move: (0.8, 0.8), .moveSlowest: (2, 2), .moveBytes: (200, 200), .page: (1, 1),
        .pageBytes: (3_000, 3_000), .openThread: (2, 2), .openGoals: (50, 50), .openProjects: (50, 50),
        .openMembers: (50, 50), .openMatches: (50, 50), .openModeration: (50, 50), .openBoard: (50, 50),
        .openJournal: (50, 50), .openTimeline: (50, 50), .openInsights: (50, 50), .digest: (50, 50),
        .openResources: (50, 50), .openQueue: (50, 50), .nextWaiting: (10, 10), .nextReview: (10, 10),
        .openCalendar: (50, 50), .openMonth: (50, 50), .building: (60_000, 50_000), .firstList: (300, 2_000),
        .searchCommon: (2, 3), .searchMedium: (2, 3), .searchRare: (2, 3), .searchProcess: (25, 25),
        .syncFirst: (10_000, 100_000), .syncClone: (10_000, 100_000), .syncQuiet: (150, 300), .syncDay: (300, 600),
        .syncMonth: (2_000, 4_000), .syncRemote: (50, 500), .syncRepository: (50, 500),
        .arrival: (50, 50), .memory: (50, 60), .idle: (50, 50), .posting: (5, 5),
    ]

    /// Whether a larger value is a better one.
    private var isRate: Bool { [.building, .buildingAll, .takingRequests].contains(self) }

    /// Whether a value is as good as the goal.
    func isMet(_ value: Double, goal: Double) -> Bool { isRate ? value >= goal : value <= goal }

    /// How many times as good as a peer's a value is.
    func ratio(_ value: Double, peer: Double) -> Double { isRate ? value / peer : peer / value }

    /// A value as people read it.
    func text(_ value: Double) -> String {
        switch self {
        case .moveBytes, .pageBytes: "\(Int(value)) bytes"
        case .building: "\(Int(value)) posts/s"
        case .buildingAll: "\(Int(value)) events/s"
        case .takingRequests: "\(Int(value)) requests/s"
        case .memory, .syncRemote, .syncRepository: "\(Int(value)) MB"
        default: Self.milliseconds(value)
        }
    }

    private static func milliseconds(_ value: Double) -> String {
        value < 10 ? "\((value * 100).rounded() / 100) ms" : "\(Int(value.rounded())) ms"
    }
}
