import Foundation
import Index
import Journal

/// Makes a board and writes its first events: the founder joins, describes the board, and does what the template says.
struct Founding {
    /// The folder, as an absolute path.
    var directory: String
    /// What the board is called; the folder's name if empty.
    var title = ""
    var purpose: String?
    /// What the group wants to reach first, in the place of the template's goal.
    var goal: String?
    /// A template's name, or its file.
    var template = TemplateLibrary.standard
    /// The Unix group that shares it.
    var group: String?
    var joining = JoiningMode.open
    /// Whether members are handles on one account that all share, as which the founder is this one.
    var handle: Account?
    /// Whether each member has a clone of their own, and signs.
    var isSigned = false
    /// The founder's name as others see it; the account's if empty.
    var name = ""

    /// Makes the board. Throws when something is in the way.
    func found(_ options: BoardOptions) throws -> Board {
        try Confinement.checkFiles()
        let template = try TemplateLibrary().find(template)
        if let goal, !goal.isEmpty { template.setFirstGoal(goal) }
        let beginnings = try template.beginnings()
        let title = title.isEmpty ? (directory as NSString).lastPathComponent : title
        let pair = isSigned ? SigningPair() : nil
        let new = try Board.begin(
            at: directory, title: title, group: group,
            identity: isSigned ? .signatures : handle == nil ? .accounts : .handles, joining: joining,
            founder: handle ?? .ofProcess(), founderKey: pair?.published)
        let board = new.board
        do {
            if let pair {
                let founder = Account(board.identity.founder)
                try board.setCloneMember(founder)
                try pair.save(for: founder, on: board)
            }
            let session = try options.session(of: board)
            try describe(session, title: title)
            for begin in beginnings {
                try begin(session)
                _ = try session.catchUp()
            }
            try new.finish()
        } catch {
            new.unmake()
            throw error
        }
        return board
    }

    private func describe(_ session: BoardSession, title: String) throws {
        let founderName = name.isEmpty ? session.me.rawValue : name
        let purpose = purpose.flatMap { $0.isEmpty ? nil : $0 }
        try session.write([
            NewEvent(MemberJoined(name: founderName)), NewEvent(BoardDescribed(title: title, purpose: purpose)),
        ])
        _ = try session.catchUp()
    }
}
