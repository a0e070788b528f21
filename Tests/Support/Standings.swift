import Index

extension Standing {
    /// Every way to stand towards a board, the lowest first.
    public static let all: [Standing] =
        [.outsider, .applicant] + Role.allCases.map(Standing.member)

    /// Those that a rule lets through.
    public static func allowed(_ refusal: (Standing) -> String?) -> [Standing] { all.filter { refusal($0) == nil } }

    /// Members of every role.
    public static let members = Role.allCases.map(Standing.member)
    /// Those who moderate.
    public static let moderators: [Standing] = [.member(.moderator), .member(.admin)]
}
