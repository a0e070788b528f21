import Index
import Journal
import TestSupport
import Testing

@testable import Features

@Suite struct DiscussionRulesTests {
    @Test func moderatorsManageChannelsAndModerate() {
        #expect(Standing.allowed(DiscussionRules.refusalToManageChannels) == Standing.moderators)
        #expect(Standing.allowed(DiscussionRules.refusalToModerate) == Standing.moderators)
    }

    @Test(arguments: ThreadKind.allCases, ThreadStarters.allCases)
    func membersOpenThreadsWhereTheyMay(kind: ThreadKind, starters: ThreadStarters) {
        let isForModerators = kind == .announcement || starters == .moderators
        #expect(
            Standing.allowed { DiscussionRules.refusalToOpen(kind, by: $0, starters: starters, isArchived: false) }
                == (isForModerators ? Standing.moderators : Standing.members))
        #expect(
            Standing.allowed { DiscussionRules.refusalToOpen(kind, by: $0, starters: starters, isArchived: true) } == []
        )
    }

    @Test(arguments: [
        (false, false, Standing.members), (true, false, Standing.moderators), (false, true, []), (true, true, []),
    ])
    func membersReplyUnlessItIsClosed(isLocked: Bool, isArchived: Bool, allowed: [Standing]) {
        #expect(
            Standing.allowed { DiscussionRules.refusalToReply(by: $0, isLocked: isLocked, isArchived: isArchived) }
                == allowed)
    }

    @Test func membersChangeTheirOwnPostsOnly() {
        #expect(
            Standing.allowed { DiscussionRules.refusalToEdit(by: "ana", standing: $0, author: "ana") }
                == Standing.members)
        #expect(Standing.allowed { DiscussionRules.refusalToEdit(by: "ana", standing: $0, author: "ben") } == [])
    }

    @Test func membersReactWithOneSign() {
        #expect(Standing.allowed { DiscussionRules.refusalToReact(by: $0, with: "👍") } == Standing.members)
        for sign in ["❤️", "👩‍🚀", "+", "é"] {
            #expect(DiscussionRules.refusalToReact(by: .member(.member), with: sign) == nil)
        }
        for sign in ["", " ", "👍👍", "ok", "\n", "a" + String(repeating: "\u{301}", count: 40)] {
            #expect(
                Standing.allowed { DiscussionRules.refusalToReact(by: $0, with: sign) } == [],
                "\(sign.debugDescription)")
        }
    }

    @Test(arguments: ThreadKind.allCases)
    func theAskerAndModeratorsAcceptAnswers(kind: ThreadKind) {
        func allowed(by account: Account) -> [Standing] {
            Standing.allowed { DiscussionRules.refusalToAccept(by: account, standing: $0, asker: "ana", kind: kind) }
        }
        #expect(allowed(by: "ana") == (kind == .question ? Standing.members : []))
        #expect(allowed(by: "ben") == (kind == .question ? Standing.moderators : []))
    }

    @Test func whoOpenedAThreadMovesItWhereTheyCouldOpenOne() {
        func allowed(_ account: Account, _ starters: ThreadStarters, isArchived: Bool = false) -> [Standing] {
            Standing.allowed {
                DiscussionRules.refusalToMove(
                    by: account, standing: $0, author: "ana", starters: starters, isArchived: isArchived)
            }
        }
        #expect(allowed("ana", .members) == Standing.members)
        #expect(allowed("ana", .moderators) == Standing.moderators)
        #expect(allowed("ben", .members) == Standing.moderators)
        #expect(allowed("ana", .members, isArchived: true) == [])
    }

    @Test(arguments: [
        ("general", true), ("week-1", true), ("été", true), ("日本語", true), ("a_b", true),
        (String(repeating: "x", count: 32), true),
        ("", false), ("Week", false), ("two words", false), ("#general", false), ("a/b", false), ("tab\t", false),
        (String(repeating: "x", count: 33), false),
    ])
    func channelsHavePlainNames(name: String, isAllowed: Bool) {
        #expect((DiscussionRules.refusal(ofChannelName: name) == nil) == isAllowed)
    }

    @Test(arguments: [
        ("A title", true), ("漢", true), (String(repeating: "x", count: 200), true), ("", false), (" \t\n", false),
        (String(repeating: "x", count: 201), false),
    ])
    func titlesSaySomething(title: String, isAllowed: Bool) {
        #expect((DiscussionRules.refusal(ofTitle: title) == nil) == isAllowed)
    }
}
