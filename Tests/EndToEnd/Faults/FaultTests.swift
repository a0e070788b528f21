import Foundation
import TestSupport
import Testing

/// Every way of writing with every call that it makes of the system going wrong in every way that the call can: what was
/// acknowledged is there, what was not is named in one line, nothing half written is shown, and the next attempt works.
///
/// A sample of it each time; `STOA_FAULTS` says how many for each way, or `all`.
struct FaultTests {
    private static let sample: Int? = {
        let asked = ProcessInfo.processInfo.environment["STOA_FAULTS"]
        return asked == "all" ? nil : asked.flatMap { Int($0) } ?? 6
    }()

    @Test(arguments: WritePath.all) func nothingIsLostWhateverCallGoesWrong(_ path: WritePath) throws {
        let board = try FaultyBoard(path)
        try board.restore()
        let (result, calls) = try board.calls(of: path.words)
        #expect(result.status == 0, "\(result.errors)")
        #expect(try evidence(path, board) == .whole, "the evidence says nothing: \(result.output)")
        try #require(!calls.isEmpty, "no call was counted; is \(FaultLayer.library) there?")
        for fault in Self.faults(calls, path) {
            try attempt(fault, calls[fault.call - 1], path, board)
        }
    }

    // MARK: - Which faults

    /// Errors that go on once they have begun.
    private static let lasting: Set<String> = ["EIO", "ENOSPC", "EDQUOT", "EROFS"]

    private static func faults(_ calls: [CountedCall], _ path: WritePath) -> [Fault] {
        let places = calls.indices.map { (fault: faults(calls[$0], number: $0 + 1), path: calls[$0].path) }
        // Of the index there are many calls that are much alike.
        let index = places.filter { $0.path.contains("/.cache/") }.flatMap(\.fault)
        let board = places.filter { !$0.path.contains("/.cache/") }.flatMap(\.fault)
        guard let sample else { return board + index }
        var numbers = SplitMix(state: path.name.utf8.reduce(7) { $0 &* 31 &+ UInt64($1) })
        return Array(board.shuffled(using: &numbers).prefix(sample * 2 / 3))
            + index.shuffled(using: &numbers).prefix(sample - sample * 2 / 3)
    }

    private static func faults(_ call: CountedCall, number: Int) -> [Fault] {
        call.faults.map { Fault(call: number, kind: $0) }
            + call.faults.filter(lasting.contains).map { Fault(call: number, kind: $0, stays: true) }
    }

    // MARK: - One attempt

    private enum State { case absent, half, whole }

    private func attempt(_ fault: Fault, _ call: CountedCall, _ path: WritePath, _ board: FaultyBoard) throws {
        try board.restore()
        let result = try board.run(path.words, with: fault)
        let found = try evidence(path, board)
        let place = call.path.split(separator: "/").suffix(3).joined(separator: "/")
        let story = "\(path.name), \(fault), a \(call.name) of \(place): \(result.status) “\(result.errors)”"
        let isAcknowledged = path.acknowledgement.map(result.output.contains) ?? (result.status == 0)
        #expect(found != .half || path.isInParts, "\(story): half of it is there")
        if isAcknowledged {
            #expect(found == .whole, "\(story): acknowledged, and not there")
        } else if result.status != 128 + SIGKILL {
            expectOneClearLine(result, found, path, story)
        }
        if !path.preparation.isEmpty { try expectSound(path, board, story) }
        let again = try board.run(path.words)
        let isThereAlready = path.repetition == .once && found == .whole && again.status != 0
        #expect(again.status == 0 || isThereAlready, "\(story): and then \(again.status) \(again.errors)")
        #expect(try evidence(path, board) == .whole, "\(story): and then it is not there")
        try expectSound(path, board, story)
    }

    /// What was refused is named in one line that says what to do, and is not there after all unless the line says so.
    private func expectOneClearLine(_ result: ProgramResult, _ found: State, _ path: WritePath, _ story: String) {
        let text = path.acknowledgement == nil ? result.errors : result.errors + result.output
        if path.acknowledgement == nil {
            let complaints = result.errors.split(separator: "\n").filter { $0.hasPrefix("stoa: ") }
            #expect(complaints.count == 1, "\(story): not one line")
            #expect(text.contains("; "), "\(story): what to do is not said")
        } else {
            let isSaid = ["cannot", "could not", "no room is left"].contains(where: text.contains)
            #expect(isSaid, "\(story): nothing is said: \(text)")
        }
        for raw in ["Error Domain", "Cocoa", "SQLite error", "Code=", "(\""] {
            #expect(!text.contains(raw), "\(story): no words for people")
        }
        if found == .whole, path.begins == WritePath.begin, path.acknowledgement == nil, !path.isInParts {
            let isSaid = text.contains("look whether") || text.contains("it is on the board")
            #expect(isSaid, "\(story): refused, and there")
        }
    }

    /// The board is sound, or can be mended.
    private func expectSound(_ path: WritePath, _ board: FaultyBoard, _ story: String) throws {
        var checkup = try board.run(["doctor"] + path.checked)
        if checkup.status == 1 {
            let mended = try board.run(["doctor", "--repair"] + path.checked)
            #expect(mended.status == 0 || mended.output.contains("mended"), "\(story): \(checkup.output)")
            checkup = try board.run(["doctor"] + path.checked)
        }
        #expect(checkup.status == 0, "\(story): \(checkup.output)\(checkup.errors)")
        #expect(!checkup.output.contains("history"), "\(story): \(checkup.output)")
    }

    private func evidence(_ path: WritePath, _ board: FaultyBoard) throws -> State {
        var last: ProgramResult?
        for words in path.evidence { last = try board.run(words) }
        let text = last?.output ?? ""
        if path.isInParts {
            #expect(text.components(separatedBy: path.begins).count <= 2, "\(path.name): it is there twice: \(text)")
        }
        return switch (text.contains(path.begins), text.contains(path.ends)) {
        case (true, true): .whole
        case (false, false): .absent
        default: .half
        }
    }
}
