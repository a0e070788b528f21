import Foundation
import GRDB
import Journal

extension Projecting {
    /// Changes an account's standing from this event on, in memory and in the index.
    func setStanding(_ account: Account, _ standing: Standing, at stamp: Stamp, last: [LastEvent]? = nil) throws {
        authority.set(account, standing, at: stamp, last: last)
        let last = try last.map { String(decoding: try JSONEncoder().encode($0), as: UTF8.self) }
        try execute(
            "INSERT OR REPLACE INTO standing(account, clock, id, standing, last) VALUES(?, ?, ?, ?, ?)",
            account, stamp.clock, stamp.id, standing.word, last)
    }
}

extension Authority {
    /// The standings that the index holds.
    init(of board: BoardIdentity, _ database: Database) throws {
        self.init(founder: Account(board.founder), admitsByApproval: board.admitsByApproval)
        let rows = try Row.fetchCursor(
            database, sql: "SELECT account, clock, id, standing, last FROM standing ORDER BY clock, id")
        while let row = try rows.next() {
            let last: String? = row["last"]
            set(
                row["account"], Standing(word: row["standing"]), at: Stamp(clock: row["clock"], id: row["id"]),
                last: try last.map { try JSONDecoder().decode([LastEvent].self, from: Data($0.utf8)) })
        }
        for row in try Row.fetchAll(database, sql: "SELECT account, host, first, last FROM unvouched") {
            let (first, last): (Int64, Int64) = (row["first"], row["last"])
            unvouched[row["account"], default: []].insert(Stretch(host: row["host"], lines: first...max(first, last)))
        }
    }
}

extension Standing {
    /// How the index writes it.
    var word: String {
        switch self {
        case .outsider: "outsider"
        case .applicant: "applicant"
        case .member(let role): role.rawValue
        }
    }

    init(word: String) {
        if let role = Role(rawValue: word) {
            self = .member(role)
        } else {
            self = word == "applicant" ? .applicant : .outsider
        }
    }
}
