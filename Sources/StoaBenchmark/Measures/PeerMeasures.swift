import Foundation

/// The same posts in programs that do something alike, on the same machine in the same run.
struct PeerMeasures {
    let board: MeasuredBoard

    func run(_ report: inout Report) throws {
        let (neomutt, notmuch) = (WholeProcess.find("neomutt"), WholeProcess.find("notmuch"))
        if neomutt == nil { report.remark("neomutt is not installed, so it was not compared") }
        if notmuch == nil { report.remark("notmuch is not installed, so it was not compared") }
        guard neomutt != nil || notmuch != nil else { return }
        let mails = try MailCopy(of: board)
        if let neomutt { try measure(neomutt: neomutt, mails, &report) }
        if let notmuch { try measure(notmuch: notmuch, mails, &report) }
    }

    private func measure(neomutt path: String, _ mails: MailCopy, _ report: inout Report) throws {
        let settings = board.folder + "/muttrc"
        let text = """
            set header_cache = "\(board.folder)/muttcache"
            set sort = threads
            set folder = "\(board.folder)"
            """
        try text.write(toFile: settings, atomically: true, encoding: .utf8)
        func start() throws -> DrivenProgram {
            try DrivenProgram(
                ["-n", "-F", settings, "-R", "-f", mails.maildir], path: path, environment: board.environment)
        }
        /// What the status line says once the mailbox is open.
        let painted = "Msgs:"
        report.compare(.firstList, with: "neomutt", try start().firstSight(of: painted, timeout: 300))
        let openings = try (0..<3).map { _ in try start().firstSight(of: painted, timeout: 300) }
        report.compare(.firstPaint, with: "neomutt", Measurement(openings).median)
        let program = try start()
        _ = try program.firstSight(of: painted, timeout: 300)
        program.type("=")
        program.settle()
        let moves = try (0..<100).map { try program.measure($0 < 50 ? "j" : "k") }
        report.compare(.move, with: "neomutt", Measurement(moves.map(\.milliseconds)).median)
        report.compare(.moveSlowest, with: "neomutt", Measurement(moves.map(\.milliseconds)).percentile95)
        report.compare(.moveBytes, with: "neomutt", Measurement(moves.map { Double($0.bytes) }).median)
        let pages = try (0..<20).map { _ in try program.measure("z") }
        report.compare(.page, with: "neomutt", Measurement(pages.map(\.milliseconds)).median)
        report.compare(.pageBytes, with: "neomutt", Measurement(pages.map { Double($0.bytes) }).median)
        let openings20 = try (0..<10).map { _ in
            let answer = try program.measure("\r")
            program.type("i")
            program.settle()
            return answer.milliseconds
        }
        report.compare(.openThread, with: "neomutt (one message)", Measurement(openings20).median)
        report.compare(.memory, with: "neomutt", program.residentMegabytes)
    }

    private func measure(notmuch path: String, _ mails: MailCopy, _ report: inout Report) throws {
        var environment = board.environment
        environment["NOTMUCH_CONFIG"] = board.folder + "/notmuch-config"
        let text = "[database]\npath=\(mails.maildir)\n[user]\nname=Reader\nprimary_email=reader@example.org\n"
        try text.write(toFile: board.folder + "/notmuch-config", atomically: true, encoding: .utf8)
        let indexing = Measurement(times: 1) { _ in
            WholeProcess.run([path, "new", "--quiet"], environment: environment)
        }
        report.compare(.building, with: "notmuch", Double(board.posts) / indexing.median * 1_000)
        func search(_ rank: (Int) -> Int) -> Double {
            Measurement(times: 20) { run in
                let words = [path, "search", "--limit=50", Words.word(rank(run))]
                WholeProcess.run(words, environment: environment)
            }.median
        }
        report.compare(.searchProcess, with: "notmuch", search { 15_000 + 40 * $0 })
        report.compare(.searchProcessCommon, with: "notmuch", search { $0 })
    }
}
