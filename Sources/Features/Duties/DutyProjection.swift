import Foundation
import GRDB
import Index
import Journal

/// How duties change the index.
public enum DutyProjection {
    /// The feature's part of the index.
    public static let projection = Projection(
        name: "Duties",
        schema: folding.schema + ["CREATE TABLE duty(number INTEGER PRIMARY KEY, detail BLOB NOT NULL)"],
        handlers: folding.handlers,
        settle: { try folding.settle($0) })

    private static let folding = Folding<Duty>(
        "duty", first: DutyAdded.kind,
        document: { event in
            let added: DutyAdded = try event.payload()
            return Document(
                kind: "duty", id: event.id, author: event.by, created: event.clock,
                title: String(added.name.prefix(60)),
                body: "")
        },
        begin: { step, _ in
            let added: DutyAdded = try step.event.payload()
            try Refusal.check(DutyRules.refusalToManage(by: step.standing))
            try Refusal.check(DutyRules.refusal(ofName: added.name, about: added.about))
            return Duty(id: step.event.id, name: added.name, about: added.about, rotates: added.rotates)
        },
        subject: { try JSONDecoder().decode(About.self, from: Data($0.line)).duty },
        changes: [
            DutyEdited.kind: { try $0.edit($1) }, DutyTaken.kind: { try $0.take($1) },
            DutyPassed.kind: { try $0.pass($1) },
        ],
        save: { duty, number, projecting in
            try projecting.setHidden(number, duty.isRemoved)
            try projecting.revise(number, title: duty.name, body: duty.about)
            try projecting.execute(
                "INSERT OR REPLACE INTO duty(number, detail) VALUES(?, ?)", number, try JSONEncoder().encode(duty))
        },
        remove: { _, number, projecting in try projecting.execute("DELETE FROM duty WHERE number = ?", number) })

    private struct About: Decodable {
        var duty: EventID
    }
}

extension Duty {
    fileprivate mutating func edit(_ step: Folding<Duty>.Step) throws {
        let change: DutyEdited = try step.event.payload()
        try Refusal.check(DutyRules.refusalToManage(by: step.standing))
        try Refusal.check(DutyRules.refusal(ofName: change.name ?? name, about: change.about ?? about))
        name = change.name ?? name
        about = change.about ?? about
        isRemoved = change.removed ?? isRemoved
        guard let rotates = change.rotates, rotates != self.rotates else { return }
        self.rotates = rotates
        // Periods are counted otherwise now.
        passes = []
    }

    fileprivate mutating func take(_ step: Folding<Duty>.Step) throws {
        let change: DutyTaken = try step.event.payload()
        let actor = step.event.by
        try Refusal.check(DutyRules.refusalToTake(change.taken, self, by: actor, standing: step.standing))
        if change.taken {
            spells.append(Spell(account: actor, since: step.event.clock))
        } else if let place = spells.firstIndex(where: { $0.account == actor && $0.until == nil }) {
            spells[place].until = step.event.clock
        }
    }

    fileprivate mutating func pass(_ step: Folding<Duty>.Step) throws {
        let change: DutyPassed = try step.event.payload()
        let actor = step.event.by
        try Refusal.check(
            DutyRules.refusalToPass(self, period: change.period, by: actor, standing: step.standing))
        let pass = Pass(account: actor, period: change.period)
        passes.removeAll { $0 == pass || $0.period < change.period - 1 }
        if change.passed { passes.append(pass) }
    }
}
