import Index
import Journal
import Workbench

/// What each event makes of a resource, in their one order.
enum ResourceFold {
    typealias Step = Folding<ResourceRecord>.Step

    static func begin(_ step: Step) throws -> ResourceRecord {
        let added: ResourceAdded = try step.event.payload()
        try Refusal.check(ResourceRules.refusalToAdd(added, by: step.standing))
        let (author, now) = (step.event.by, step.event.clock)
        var record = ResourceRecord(
            id: step.event.id, author: author, created: now, kind: added.resourceKind, title: added.title,
            address: added.address, file: added.file, path: added.path, note: added.note,
            tags: ResourceTag.sorted(added.tags), thread: added.thread, fields: known(added.fields ?? [:]),
            depth: added.depth, minutes: added.minutes.flatMap { $0 == 0 ? nil : $0 }, licence: added.licence ?? "",
            state: added.proposed == true ? .proposed : .listed,
            check: ResourceCheck(checked: now, every: added.checkEvery ?? usualCheck(added), failures: 0))
        if let post = added.post {
            record.links.append(ResourceLink(thing: Reference(kind: "post", id: post), by: author, at: now))
        }
        return record
    }

    /// Links rot, and files may go; what is written here, or printed, stays.
    private static func usualCheck(_ added: ResourceAdded) -> Int {
        added.address == nil && added.file == nil && added.path == nil ? 0 : ResourceRules.usualCheck
    }

    /// The fields that this program knows, the DOI in its plain form.
    private static func known(_ fields: [String: String]) -> [String: String] {
        fields.reduce(into: [:]) { known, field in
            guard let name = ResourceField(rawValue: field.key), !field.value.isEmpty else { return }
            known[name.rawValue] = name == .doi ? ResourceAddress.doi(field.value) ?? field.value : field.value
        }
    }

    static let changes: [String: Folding<ResourceRecord>.Change] = [
        ResourceEdited.kind: edit, ResourceRemoved.kind: remove, ResourceStateSet.kind: move,
        ResourceChecked.kind: check, ResourceRated.kind: rate, ResourceCommented.kind: comment,
        ResourceCommentRetracted.kind: retract, ResourceLinked.kind: link,
    ]

    private static func allow(_ act: ResourceAct, _ step: Step, _ record: ResourceRecord) throws {
        try Refusal.check(ResourceRules.refusal(act, by: step.event.by, step.standing, on: record))
    }

    private static func edit(_ record: inout ResourceRecord, _ step: Step) throws {
        let edit: ResourceEdited = try step.event.payload()
        try allow(.edit, step, record)
        var changed = record.edited(by: edit)
        try Refusal.check(ResourceRules.refusal(of: changed.content))
        changed.fields = known(changed.fields)
        changed.tags = ResourceTag.sorted(changed.tags)
        record = changed
    }

    private static func remove(_ record: inout ResourceRecord, _ step: Step) throws {
        let removed: ResourceRemoved = try step.event.payload()
        try allow(.remove, step, record)
        record.isRemoved = removed.removed
    }

    private static func move(_ record: inout ResourceRecord, _ step: Step) throws {
        let moved: ResourceStateSet = try step.event.payload()
        try allow(.move(to: moved.state), step, record)
        try Refusal.check(
            (moved.reason?.count ?? 0) <= ResourceRules.longestReason
                ? nil : "a reason has at most \(ResourceRules.longestReason) letters")
        try Refusal.check(moved.replacedBy == record.id ? "a resource does not replace itself" : nil)
        record.state = moved.state
        record.reason = moved.reason.flatMap { $0.isEmpty ? nil : $0 }
        record.successor = moved.state == .outdated ? moved.replacedBy : nil
    }

    private static func check(_ record: inout ResourceRecord, _ step: Step) throws {
        try allow(.check, step, record)
        record.check.checked = step.event.clock
        record.check.failures = 0
        record.checkedBy = step.event.by
    }

    private static func rate(_ record: inout ResourceRecord, _ step: Step) throws {
        let rated: ResourceRated = try step.event.payload()
        try allow(.rate, step, record)
        try Refusal.check(ResourceRules.refusal(of: rated))
        record.ratings.removeAll { $0.by == step.event.by }
        if let verdict = rated.verdict {
            record.ratings.append(
                ResourceRating(by: step.event.by, at: step.event.clock, verdict: verdict, reason: rated.reason))
        }
        // Whoever said so before somebody found that it works has been answered.
        record.check.failures = record.ratings.count { $0.verdict == .failed && $0.at > record.check.checked }
    }

    private static func comment(_ record: inout ResourceRecord, _ step: Step) throws {
        let said: ResourceCommented = try step.event.payload()
        try allow(.comment, step, record)
        try Refusal.check(ResourceRules.refusal(of: said))
        try Refusal.check(
            record.comments.count < ResourceRules.mostComments
                ? nil : "a resource has at most \(ResourceRules.mostComments) comments; open a thread")
        record.comments.append(
            ResourceComment(
                id: step.event.id, by: step.event.by, at: step.event.clock,
                anchor: said.anchor.flatMap { $0.isEmpty ? nil : $0 }, text: said.text))
    }

    private static func retract(_ record: inout ResourceRecord, _ step: Step) throws {
        let retracted: ResourceCommentRetracted = try step.event.payload()
        guard let place = record.comments.firstIndex(where: { $0.id == retracted.comment }) else {
            throw Refusal("this resource has no such comment")
        }
        try allow(.retract(by: record.comments[place].by), step, record)
        record.comments[place].isRetracted = retracted.retracted
    }

    private static func link(_ record: inout ResourceRecord, _ step: Step) throws {
        let link: ResourceLinked = try step.event.payload()
        try Refusal.check(ResourceRules.refusal(of: link.thing, to: record.id))
        let place = record.links.firstIndex { $0.thing.name == link.thing.name }
        guard link.linked else {
            guard let place else { return }
            try allow(.unlink(by: record.links[place].by), step, record)
            record.links.remove(at: place)
            return
        }
        try allow(.link, step, record)
        guard place == nil else { return }
        try Refusal.check(
            record.links.count < ResourceRules.mostLinks
                ? nil : "a resource has at most \(ResourceRules.mostLinks) links")
        record.links.append(ResourceLink(thing: link.thing, by: step.event.by, at: step.event.clock))
    }
}

extension ResourceRecord {
    /// What it says, as it could be added anew.
    public var content: ResourceAdded {
        ResourceAdded(
            resourceKind: kind, title: title, address: address, file: file, path: path, note: note, tags: tags,
            thread: thread, fields: fields, depth: depth, minutes: minutes, licence: licence, checkEvery: check.every)
    }

    /// With a change.
    func edited(by edit: ResourceEdited) -> ResourceRecord {
        var changed = self
        changed.kind = edit.resourceKind ?? kind
        changed.title = edit.title ?? title
        if let address = edit.address { changed.address = address.isEmpty ? nil : address }
        changed.note = edit.note ?? note
        changed.tags = edit.tags ?? tags
        changed.fields.merge(edit.fields ?? [:]) { $1 }
        changed.fields = changed.fields.filter { !$0.value.isEmpty }
        changed.depth = edit.depth ?? depth
        if let minutes = edit.minutes { changed.minutes = minutes == 0 ? nil : minutes }
        changed.licence = edit.licence ?? licence
        changed.check.every = edit.checkEvery ?? check.every
        return changed
    }
}

/// Tags are compared without regard to case.
enum ResourceTag {
    static func normal(_ tag: String) -> String {
        (tag.hasPrefix("#") ? String(tag.dropFirst()) : tag).lowercased()
    }

    static func sorted(_ tags: [String]) -> [String] { Set(tags.map(normal)).sorted() }
}
