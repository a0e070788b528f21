import Foundation
import Index
import Journal
import TestSupport
import Workbench

@testable import Features

/// What members of a community do besides talking: reflecting, reporting, mentoring, collecting, meeting.
extension StoryTeller {
    mutating func reflect() throws {
        if !threads.isEmpty, random.isOnce(in: 3) {
            let thread = random.pick(threads)
            try say(
                ReflectionShared(thread: thread, frame: "gibbs", tags: [random.pick(["a", "b"])]),
                by: random.isOnce(in: 4) ? anyone() : author(of: thread))
            return
        }
        let prompts = "[[prompts]]\nname = \"a\"\nday = \"friday\"\ntext = \"\(words().replacing("\"", with: ""))\""
        if random.isOnce(in: 4) {
            return _ = try say(ReflectionPromptsSet(text: prompts), by: random.pick(["ana", "eve"]))
        }
        guard !entries.isEmpty, !random.isOnce(in: 3) else {
            return entries += try note(ReflectionKept(sealed: sealed(ReflectionKept.kind, ReflectionKept.about)))
        }
        let entry = random.pick(entries)
        switch Int.random(in: 0..<5, using: &random) {
        case 0: try note(ReflectionRemoved(entry: entry, removed: !random.isOnce(in: 3)))
        case 1: try note(ReflectionStepMet(entry: entry, outcome: random.pick([.done, .carry, .drop, nil])))
        case 2: try note(ReflectionLookedAgain(entry: entry))
        case 3: try note(ReflectionPromptMet(prompt: "a", day: Int.random(in: 0..<3, using: &random), met: true))
        default:
            try note(ReflectionRewritten(entry: entry, sealed: sealed(ReflectionRewritten.kind, entry.text)))
        }
    }

    mutating func sealed(_ kind: String, _ about: String) throws -> SealedText {
        let content = EntryContent(
            body: words(), nextStep: random.isOnce(in: 2) ? words() : nil,
            revisit: random.isOnce(in: 2) ? Timestamp(rawValue: time + 5) : nil)
        if key == nil {
            var ring = try KeyRing(board: board, account: Self.reader)
            key = try ring.make()
        }
        let context = SealingContext(board: board.identity.id, author: Self.reader, kind: kind, about: about)
        let text = String(decoding: try JSONEncoder().encode(content), as: UTF8.self)
        return try SealedText(text, to: key.map { [Self.reader: $0] } ?? [:], in: context)
    }

    mutating func report() throws {
        let who = random.isOnce(in: 4) ? anyone() : random.pick(["ana", "cleo"])
        switch Int.random(in: 0..<8, using: &random) {
        case 0, 1:
            let isMember = posts.isEmpty || random.isOnce(in: 3)
            let thing =
                isMember
                ? Reference(kind: "member", name: anyone().rawValue)
                : Reference(kind: "post", id: random.pick(posts))
            reports += try say(ReportFiled(thing: thing, reason: words()), by: anyone())
        case 2 where !reports.isEmpty:
            try say(ReportClaimed(report: random.pick(reports), taken: !random.isOnce(in: 3)), by: who)
        case 3 where !reports.isEmpty:
            try say(
                ReportDecided(
                    report: random.pick(reports), decision: random.pick(ReportDecision.allCases),
                    reason: random.isOnce(in: 4) ? "" : words()), by: who)
        case 4 where !reports.isEmpty: try say(ReportWithdrawn(report: random.pick(reports)), by: anyone())
        case 5: try say(NewcomersHeld(held: !random.isOnce(in: 3)), by: who)
        case 6 where !posts.isEmpty:
            try say(PostReleased(post: random.pick(posts), approved: !random.isOnce(in: 3), reason: words()), by: who)
        default: try note(ToldMarked(told: posts.prefix(3) + reports.suffix(3), read: !random.isOnce(in: 3)))
        }
    }

    mutating func mentor() throws {
        switch Int.random(in: 0..<6, using: &random) {
        case 0: try say(MentorOffered(topics: random.pick(["tide", "harbour, sail", ""]), places: 2), by: anyone())
        case 1: try say(MentorOffered(topics: "tide, 漢字かな"), by: Self.reader)
        case 2:
            mentorships += try say(
                MentorAsked(mentor: random.pick(Self.members), topic: words(), why: words()), by: anyone())
        case 3 where !mentorships.isEmpty:
            try say(
                MentorAnswered(
                    mentorship: random.pick(mentorships), accepted: !random.isOnce(in: 3), reason: words()),
                by: anyone())
        case 4 where !mentorships.isEmpty: try say(MentorBegun(mentorship: random.pick(mentorships)), by: anyone())
        case 5 where !mentorships.isEmpty:
            let mentorship = random.pick(mentorships)
            if random.isOnce(in: 2) {
                try say(MentorFinished(mentorship: mentorship, note: words()), by: anyone())
            } else {
                try say(MentorWithdrawn(mentorship: mentorship), by: author(of: mentorship))
            }
        default: try say(MemberProfileSet(greets: !random.isOnce(in: 3)), by: anyone())
        }
    }

    mutating func claim() throws {
        switch Int.random(in: 0..<3, using: &random) {
        case 0:
            let name = random.pick(["Old hand", "Old hand", "dan"])
            claims += try say(AuthorClaimed(name: name, address: nil, words: words()), by: anyone())
        case 1 where !claims.isEmpty:
            let who = random.isOnce(in: 4) ? anyone() : random.pick(["ana", "cleo"])
            try say(
                AuthorClaimDecided(claim: random.pick(claims), confirmed: !random.isOnce(in: 3), reason: words()),
                by: who)
        default:
            guard !claims.isEmpty, random.isOnce(in: 3) else { return }
            let claim = random.pick(claims)
            try say(AuthorClaimWithdrawn(claim: claim), by: author(of: claim))
        }
    }

    mutating func useResource(_ resource: EventID) throws {
        switch Int.random(in: 0..<7, using: &random) {
        case 0:
            let verdict = random.pick([ResourceVerdict.helped, .failed, nil])
            try say(ResourceRated(resource: resource, verdict: verdict, reason: words()), by: anyone())
        case 1: remarks += try say(ResourceCommented(resource: resource, text: words()), by: anyone())
        case 2 where !remarks.isEmpty:
            try say(ResourceCommentRetracted(resource: resource, comment: random.pick(remarks)), by: anyone())
        case 3: try say(ResourceChecked(resource: resource), by: anyone())
        case 4:
            let state = random.pick(ResourceState.allCases)
            try say(ResourceStateSet(resource: resource, state: state), by: random.pick(["ana", "cleo", "dan"]))
        case 5: try note(ResourceReading(resource: resource, state: random.pick([.read, .reading, nil])))
        default:
            let thing = Reference(kind: "thread", id: threads.isEmpty ? resource : random.pick(threads))
            try say(ResourceLinked(resource: resource, thing: thing, linked: !random.isOnce(in: 3)), by: anyone())
        }
    }

    mutating func collect(_ resource: EventID) throws {
        guard !collections.isEmpty, !random.isOnce(in: 4) else {
            collections += try say(CollectionAdded(title: words()), by: anyone())
            return
        }
        let collection = random.pick(collections)
        let who = random.isOnce(in: 4) ? anyone() : random.pick(["ana", "cleo"])
        switch Int.random(in: 0..<6, using: &random) {
        case 0: try say(CollectionEdited(collection: collection, title: words()), by: who)
        case 1: try say(CollectionRemoved(collection: collection, removed: random.isOnce(in: 2)), by: who)
        default:
            try say(
                CollectionEntrySet(
                    collection: collection, resource: resource, note: random.isOnce(in: 2) ? words() : nil,
                    place: random.isOnce(in: 2) ? Int.random(in: 1...3, using: &random) : nil,
                    removed: random.isOnce(in: 5) ? true : nil), by: who)
        }
    }

    mutating func meet() throws {
        let first = LocalTime(seconds: Self.start / 1_000 - 40 + 86_400 * Int64.random(in: -1...1, using: &random))
        guard let meeting = meetings.isEmpty ? nil : random.pick(meetings), !random.isOnce(in: 4) else {
            var terms = MeetingTerms()
            terms.title = words()
            terms.start = first
            terms.zone = random.pick(["UTC", "Europe/Berlin"])
            terms.rule = random.pick([nil, "FREQ=DAILY", "FREQ=SECONDLY"])
            terms.asks = random.isOnce(in: 2)
            meetings += try say(MeetingPlanned(terms), by: anyone())
            return
        }
        let who = random.isOnce(in: 3) ? anyone() : author(of: meeting)
        switch Int.random(in: 0..<8, using: &random) {
        case 0:
            var change = MeetingTerms()
            change.title = words()
            change.start = random.isOnce(in: 2) ? first : nil
            change.host = random.isOnce(in: 4) ? anyone() : nil
            try say(MeetingEdited(meeting, change), by: who)
        case 1: try say(MeetingCancelled(meeting, cancelled: random.isOnce(in: 2), reason: words()), by: who)
        case 2: try say(MeetingOccurrenceSet(meeting, first, cancelled: random.isOnce(in: 2), minutes: 30), by: who)
        case 3: try say(MeetingAsked(meeting, first, asked: !random.isOnce(in: 3)), by: who)
        case 4: try say(MeetingNoted(meeting, first, notes: words()), by: who)
        case 5: try say(MeetingAttended(meeting, first, [anyone()], present: !random.isOnce(in: 3)), by: who)
        default:
            let answer: MeetingAnswer? = random.pick([nil, .going, .maybe, .no])
            try say(MeetingAnswered(meeting, random.isOnce(in: 2) ? first : nil, answer), by: anyone())
        }
    }
}
