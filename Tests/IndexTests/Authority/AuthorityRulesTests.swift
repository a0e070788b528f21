import Index
import Journal
import TestSupport
import Testing

@Suite struct AuthorityRulesTests {
    @Test func moderatorsAdmitApplicantsOnly() {
        for subject in Standing.all {
            let allowed = Standing.allowed { AuthorityRules.refusalToApprove(by: $0, of: subject) }
            #expect(allowed == (subject == .applicant ? Standing.moderators : []), "of \(subject)")
        }
    }

    @Test func adminsGiveRolesToMembersOnly() {
        for subject in Standing.all {
            let allowed = Standing.allowed {
                AuthorityRules.refusalToSetRole(by: $0, of: "ben", standing: subject, founder: "ana")
            }
            #expect(allowed == (subject.role == nil ? [] : [.member(.admin)]), "of \(subject)")
        }
    }

    /// Who may be removed, and by whom.
    @Test(arguments: [
        (Standing.outsider, [Standing]()), (.applicant, Standing.moderators), (.member(.member), Standing.moderators),
        (.member(.moderator), [.member(.admin)]), (.member(.admin), [.member(.admin)]),
    ])
    func moderatorsRemoveMembersAndAdminsModerators(subject: Standing, by allowed: [Standing]) {
        #expect(
            Standing.allowed { AuthorityRules.refusalToRemove(by: $0, of: "ben", standing: subject, founder: "ana") }
                == allowed)
    }

    @Test func nobodyTouchesTheFounder() {
        for actor in Standing.all {
            let founder: Account = "ana"
            #expect(
                AuthorityRules.refusalToSetRole(by: actor, of: founder, standing: .member(.admin), founder: founder)
                    != nil)
            #expect(
                AuthorityRules.refusalToRemove(by: actor, of: founder, standing: .member(.admin), founder: founder)
                    != nil)
        }
    }

    @Test func everyRoleMayWhatTheOnesBeforeItMay() {
        #expect(Role.allCases.sorted() == [.member, .moderator, .admin])
        for (place, role) in Role.allCases.enumerated() {
            let reached = Standing.all.filter { $0.isAtLeast(role) }
            #expect(reached == Standing.members.suffix(Role.allCases.count - place).map { $0 })
        }
    }
}
