import Journal
import Workbench

/// The demo's meetings: the weekly session with its agenda and last week's notes, a webinar elsewhere, office hours soon.
enum MeetingDemo {
    static let scenes = weekly + others

    private static let hour: Int64 = 3_600_000
    private static let wall = WallClock(zone: "Europe/Berlin")

    /// The last Thursday, or the one so many weeks later, at half past seven in the evening.
    private static func thursday(_ weeks: Int64, _ cast: DemoCast, _ hoursAgo: Double) -> LocalTime {
        let end = cast.now.advanced(by: Int64(hoursAgo * Double(hour)))
        // A session that ended some hours ago is over for everyone.
        let day = wall.local(end.advanced(by: -24 * hour)).day
        let back = Int64((day.weekday - 4 + 7) % 7)
        return LocalTime(day: day.advanced(by: weeks * 7 - back), minutes: 19 * 60 + 30)
    }

    private static func scene(
        _ name: String, _ hoursAgo: Double, _ author: String,
        _ make: @escaping @Sendable (DemoCast, Double) throws -> NewEvent?
    ) -> DemoScene {
        DemoScene(name, hoursAgo, author, .write { try make($0, hoursAgo) })
    }

    private static func about(
        _ name: String, _ hoursAgo: Double, _ author: String,
        _ make: @escaping @Sendable (EventID, DemoCast, Double) -> some EventPayload
    ) -> DemoScene {
        scene("", hoursAgo, author) { cast, ago in try cast.ids[name].map { try NewEvent(make($0, cast, ago)) } }
    }

    private static let weekly = [
        scene("meeting-weekly", 548, "rena") { cast, ago in
            var terms = MeetingTerms()
            terms.title = "Thursday session: solving together"
            terms.about =
                "Bring *one* exercise that resisted. Nobody has to be finished, everybody shows their working."
            terms.meetingKind = .session
            terms.start = thursday(-3, cast, ago)
            terms.zone = wall.zone
            terms.minutes = 60
            terms.rule = "FREQ=WEEKLY;BYDAY=TH"
            terms.place = "Library, the long table; call: https://meet.example.org/evenings"
            terms.agenda = [
                AgendaStep("Who is here, what is stuck", minutes: 5), AgendaStep("Silent work", minutes: 25),
                AgendaStep("Compare in pairs", minutes: 20), AgendaStep("Questions for next time", minutes: 10),
            ]
            terms.scribe = Account("jun")
            terms.belongs = cast.ids["welcome"].map { Reference(kind: "thread", id: $0) }
            return try NewEvent(MeetingPlanned(terms))
        },
        about("meeting-weekly", 540, "jun") { id, _, _ in MeetingAnswered(id, nil, .going) },
        about("meeting-weekly", 539, "aiko") { id, _, _ in MeetingAnswered(id, nil, .going) },
        about("meeting-weekly", 530, "tomas") { id, _, _ in MeetingAnswered(id, nil, .maybe) },
        about("meeting-weekly", 23, "rena") { id, cast, ago in
            let there = ["aiko", "jun", "rena", "tomas", DemoStory.you]
            return MeetingAttended(id, thursday(0, cast, ago), there.map { cast.account($0) })
        },
        about("meeting-weekly", 22, "jun") { id, cast, ago in
            MeetingNoted(
                id, thursday(0, cast, ago),
                notes: """
                    ## What was stuck

                    - Exercise 3.2.17: everybody had a *different* basis, and all were right.
                    - A null space is not "what is missing"; it is what the matrix **forgets**.

                    ## What follows

                    - [x] Tomás posts the picture with the kitchen scale
                    - [ ] Aiko shows the SVD in R next Thursday
                    - [ ] Everyone: read 3.4 before we meet
                    """)
        },
        about("meeting-weekly", 21, "marta") { id, cast, ago in
            MeetingAnswered(id, thursday(1, cast, ago), .going)
        },
        about("meeting-weekly", 20.5, "tomas") { id, cast, ago in
            MeetingAnswered(id, thursday(1, cast, ago), .no)
        },
        about("meeting-weekly", 20, "rena") { id, cast, ago in MeetingAsked(id, thursday(1, cast, ago)) },
        about("meeting-weekly", 19, "rena") { id, cast, ago in
            let second = thursday(3, cast, ago)
            return MeetingOccurrenceSet(
                id, second, start: second.advanced(by: -86_400), reason: "the library closes early that Thursday")
        },
    ]

    private static let others = [
        scene("meeting-webinar", 70, "marta") { cast, ago in
            var terms = MeetingTerms()
            terms.title = "Webinar: linear algebra in the wild 🌍"
            terms.about = """
                A librarian, a structural engineer and a game programmer on where they meet matrices. Put your questions \
                into #general before; three takeaways come here within two days.
                """
            terms.meetingKind = .webinar
            let zone = WallClock(zone: "America/New_York")
            let end = cast.now.advanced(by: Int64(ago * Double(hour)))
            terms.start = LocalTime(day: zone.local(end).day.advanced(by: 6), minutes: 13 * 60)
            terms.zone = zone.zone
            terms.minutes = 90
            terms.place = "https://webinars.example.org/wild"
            terms.agenda = [
                AgendaStep("Welcome", minutes: 5), AgendaStep("Three short talks", minutes: 45),
                AgendaStep("Your questions", minutes: 35), AgendaStep("Three takeaways", minutes: 5),
            ]
            terms.asks = true
            return try NewEvent(MeetingPlanned(terms))
        },
        about("meeting-webinar", 60, "tomas") { id, _, _ in MeetingAnswered(id, nil, .going) },
        about("meeting-webinar", 50, "aiko") { id, _, _ in MeetingAnswered(id, nil, .maybe) },
        scene("meeting-hours", 30, "tomas") { cast, ago in
            var terms = MeetingTerms()
            terms.title = "Office hours: matrices by hand"
            terms.meetingKind = .officeHours
            let soon = wall.local(cast.now.advanced(by: Int64(ago * Double(hour)) + 40 * 60_000))
            terms.start = LocalTime(seconds: soon.seconds / 300 * 300)
            terms.zone = wall.zone
            terms.minutes = 45
            terms.place = "the call of the Thursday session"
            return try NewEvent(MeetingPlanned(terms))
        },
        about("meeting-hours", 5, "devi") { id, _, _ in MeetingAnswered(id, nil, .going) },
    ]
}
