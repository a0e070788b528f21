import Index
import Journal

/// A duty that a template makes.
struct DutyTemplate: Decodable, Sendable {
    var name: String
    var about: String?
    var rotates: Rotation?

    static let part = TemplatePart("duties") { (duties: [DutyTemplate], session) in
        let writing = DutyWriting(session: session)
        try session.write(
            duties.map { duty in
                try writing.adding(DutyAdded(name: duty.name, about: duty.about ?? "", rotates: duty.rotates ?? .never))
            })
    }
}
