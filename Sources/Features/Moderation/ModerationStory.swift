import Index
import Journal
import Workbench

/// What moderators of the demo's board have to do: a report that was decided, one that waits, and a newcomer whose first
/// post nobody has answered.
enum ModerationStory {
    static let scenes = [
        DemoScene(
            "advert", 130, "jun",
            .open(channel: "general", kind: .discussion, title: "Cheap calculators, today only"),
            "My cousin sells these. Ask me for the link!"),
        report(
            "report-advert", 128, "marta", on: "advert",
            "This is an advertisement, and Jun may not have meant it as one."),
        handle(127, "rena", "report-advert") { ReportClaimed(report: $0) },
        DemoScene(
            "", 126.9, "rena",
            .write { cast in
                try cast.ids["advert"].map {
                    try NewEvent(PostHidden(post: $0, reason: "We do not sell here; ask in a message instead."))
                }
            }),
        handle(126.8, "rena", "report-advert") {
            ReportDecided(
                report: $0, decision: .hidden,
                reason: "We do not sell here. Jun and I talked, all is well; thank you for telling us.")
        },
        DemoScene("", 30, "noor", .write { _ in try NewEvent(MemberJoined(name: "Noor Haddad")) }),
        DemoScene(
            "", 29.9, "noor",
            .write { _ in
                try NewEvent(
                    MemberProfileSet(
                        about: "New here. I draw maps for a living.", interests: "maps, graphics",
                        wantsToLearn: "projections, Python"))
            }),
        DemoScene(
            "noor", 8, "noor",
            .open(channel: "questions", kind: .question, title: "Is a map projection a linear map?"),
            "I use them every day and never asked. Chapter 2 makes me think the answer is *sometimes*."),
        report(
            "report-tomas", 2, "devi", on: "units-1",
            "“Good one” reads as if he laughed at my question. Perhaps I misread it; could somebody look?"),
    ]

    private static func report(
        _ name: String, _ hoursAgo: Double, _ account: String, on thing: String, _ reason: String
    ) -> DemoScene {
        DemoScene(
            name, hoursAgo, account,
            .write { cast in
                try cast.ids[thing].map {
                    try NewEvent(ReportFiled(thing: Reference(kind: "post", id: $0), reason: reason))
                }
            })
    }

    private static func handle(
        _ hoursAgo: Double, _ account: String, _ report: String,
        _ make: @escaping @Sendable (EventID) -> some EventPayload
    ) -> DemoScene {
        DemoScene("", hoursAgo, account, .write { cast in try cast.ids[report].map { try NewEvent(make($0)) } })
    }
}
