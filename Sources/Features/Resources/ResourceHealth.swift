import Foundation
import GRDB
import Index
import Journal

/// Whether the files of resources are where they should be.
struct ResourceHealth: Sendable {
    let session: BoardSession

    /// What is wrong with a resource's file, by a quick look that does not read it; nothing when it is there, or when
    /// the resource has none.
    func problem(of resource: Resource) -> String? {
        if let path = resource.path { return LocalFile.problem(path) }
        guard let file = resource.file else { return nil }
        do {
            let size = try FileStore(board: session.board, account: resource.author).size(of: file.hash)
            return size == file.size ? nil : "the file has \(size) bytes instead of \(file.size)"
        } catch {
            return CommandFailure(error).description
        }
    }

    /// What is wrong, with every file read from end to end: a sentence for each.
    func findings() throws -> [String] {
        var found: [String] = []
        var seen: Set<String> = []
        var before = Int64.max
        while true {
            let page = try session.read { try ResourceQueries.files(before: before, limit: 200, $0) }
            guard let last = page.last else { return found }
            before = last.number
            for resource in page {
                if let file = resource.file, !seen.insert("\(resource.author)/\(file.hash)").inserted { continue }
                guard let problem = thoroughProblem(of: resource) else { continue }
                let name = try session.read { try IDLookup.shortest(resource.id, $0) }
                found.append(
                    "the file of resource \(name) “\(resource.title)” is broken: \(problem); share it again, or take it "
                        + "off with `stoa resource remove \(name)`")
            }
        }
    }

    private func thoroughProblem(of resource: Resource) -> String? {
        if let problem = problem(of: resource) { return problem }
        guard let file = resource.file else { return nil }
        do {
            _ = try FileStore(board: session.board, account: resource.author).read(file.hash)
            return nil
        } catch {
            return CommandFailure(error).description
        }
    }
}
