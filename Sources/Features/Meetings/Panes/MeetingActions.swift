import Index
import Workbench

extension Context {
    /// In the calendar.
    static let calendar: Context = "calendar"
    /// On the calendar's month.
    static let month: Context = "month"
    /// On a meeting's page.
    static let meeting: Context = "meeting"
}

extension ActionName {
    static let newMeeting: ActionName = "new-meeting"
    static let answerMeeting: ActionName = "answer-meeting"
    static let answerMeetings: ActionName = "answer-all-times"
    static let askWhoComes: ActionName = "ask-who-comes"
    static let writeNotes: ActionName = "write-notes"
    static let noteAttendance: ActionName = "note-attendance"
    static let planAgenda: ActionName = "plan-agenda"
    static let moveMeeting: ActionName = "move-meeting"
    static let cancelMeeting: ActionName = "cancel-meeting"
    static let linkToMeeting: ActionName = "link-to-meeting"
    static let dayRight: ActionName = "day-right"
    static let dayLeft: ActionName = "day-left"
    static let monthRight: ActionName = "month-right"
    static let monthLeft: ActionName = "month-left"
}

/// What is done with meetings, by name.
enum MeetingActions {
    /// The keys that say at once whether one comes, on a meeting's page.
    static let answers: [ActionName: MeetingAnswer] = ["come": .going, "come-perhaps": .maybe, "come-not": .no]

    static let table = [
        Action(
            .newMeeting, keys: ["c"], in: .calendar, group: .writing, help: "new meeting",
            hint: "About the thread or project that you are looking at, if there is one.", prominence: 70),
        Action(
            .answerMeeting, keys: ["a"], in: .calendar, group: .writing, help: "say if you come",
            hint: "To this time: coming, perhaps, not coming.", prominence: 88),
        Action(
            "come", keys: ["1"], in: .meeting, group: .writing, help: "to 3: come, perhaps, not",
            hint: "Says at once whether you come to the time that is shown.", prominence: 92),
        Action("come-perhaps", keys: ["2"], in: .meeting, group: .writing, help: "come perhaps"),
        Action("come-not", keys: ["3"], in: .meeting, group: .writing, help: "do not come"),
        Action(
            .answerMeetings, keys: ["A"], in: .calendar, group: .writing, help: "for all times",
            hint: "Says whether you come, to all times of a meeting that happens again.", prominence: 36),
        Action(
            .writeNotes, keys: ["i"], in: .meeting, group: .writing, help: "notes",
            hint: "What was said and settled; lines that begin “- [ ]” are what follows.", prominence: 84),
        Action(
            .noteAttendance, keys: ["P"], in: .meeting, group: .writing, help: "who was there",
            hint: "Yourself, or anyone where you hold the meeting.", prominence: 62),
        Action(
            .planAgenda, keys: ["d"], in: .meeting, group: .writing, help: "agenda",
            hint: "A line a step, its minutes first.", prominence: 64),
        Action(
            .moveMeeting, keys: [">"], in: .meeting, group: .writing, help: "move this time",
            hint: "Only the time that is shown; e changes all of them.", prominence: 42),
        Action(
            .askWhoComes, keys: ["K"], in: .meeting, group: .writing, help: "ask who comes",
            hint: "Everyone who has not said is asked; it is their turn.", prominence: 40),
        Action(
            .cancelMeeting, keys: ["E"], in: .meeting, group: .writing, help: "call off or on",
            hint: "The time that is shown, or the whole meeting.", prominence: 38),
        Action(
            .linkToMeeting, keys: [], group: .writing, help: "link to a meeting",
            hint: "What is selected here then shows on the meeting's page."),
        Action(.dayRight, keys: ["right", "l"], in: .month, group: .moving, help: "next day", prominence: 58),
        Action(.dayLeft, keys: ["left", "h"], in: .month, group: .moving, help: "previous day"),
        Action(.monthRight, keys: [">"], in: .month, group: .moving, help: "next month", prominence: 57),
        Action(.monthLeft, keys: ["<"], in: .month, group: .moving, help: "previous month"),
    ]

    static func performers(_ session: BoardSession) -> [ActionName: Performer] {
        let effects = MeetingEffects(session: session)
        return [
            .newMeeting: Performer(about: { [try effects.newMeeting(about: $0)] }),
            .linkToMeeting: Performer(about: { try effects.offerMeetings(for: $0) }),
        ]
    }
}
