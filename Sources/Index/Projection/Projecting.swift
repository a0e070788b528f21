import GRDB
import GRDBSQLite
import Journal

/// What handlers work with while a batch of events is applied: the database, who reads, and who may do what.
public final class Projecting {
    /// The open transaction.
    public let database: Database
    /// Whose index this is.
    public let reader: Account
    /// The board whose logs are read.
    public let board: Board
    /// Members, their roles, and since when.
    public internal(set) var authority: Authority
    /// Rows that the batch touched, by table name; features decide what they mean.
    public private(set) var touched: [String: Set<Int64>] = [:]
    /// What events of the batch may have been judged by: the state before it, and before each replay.
    private var earlierAuthorities: [Authority]
    private var standingChanges: [Account: Timestamp] = [:]
    /// Members of whose logs it is to be worked out anew which lines their keys vouch for.
    var dueVouching: Set<Account> = []
    /// Documents that the batch added, in the order of their arrival.
    private var added: [EventID] = []
    private var logs: LogNumbers
    private var numbers: [EventID: Int64] = [:]
    /// The number of the next document: they rise in the order of arrival, so that search finds the newest first.
    var nextNumber: Int64
    /// The first document whose text is not in the text index yet; so are all after it, those ahead of their turn too.
    private var firstNewText: Int64
    /// Builds the text index beside this one; nothing when texts go straight into it.
    private let texts: TextBuilder?
    private var hasRefusals: Bool
    private var memories: [ObjectIdentifier: Any] = [:]

    init(
        database: Database, board: Board, reader: Account, known: ProjectingMemory, texts: TextBuilder? = nil
    ) throws {
        self.texts = texts
        self.database = database
        self.reader = reader
        self.board = board
        authority = known.authority
        earlierAuthorities = [known.authority]
        logs = known.logs
        nextNumber =
            try Int64.fetchOne(
                database,
                sql: """
                    SELECT coalesce((SELECT value FROM setting WHERE name = 'next_number'), max(number) + 1, 1) FROM document
                    """) ?? 1
        firstNewText = try texts?.firstNewText ?? TextIndex.firstNewText(database)
        hasRefusals = try Int.fetchOne(database, sql: "SELECT 1 FROM refused_event LIMIT 1") != nil
    }

    /// What is to be known from now on; nobody's standing has changed.
    func memory(of known: ProjectingMemory) -> ProjectingMemory {
        var memory = known
        memory.logs = logs
        return memory
    }

    /// Notes that whatever came ahead of its turn has had it, so that no new document comes before it.
    func passAllDocuments() throws {
        let last = try value(Int64.self, "SELECT max(number) FROM document") ?? 0
        nextNumber = max(nextNumber, last + 1)
    }

    /// Puts on record which number the next document takes, and which texts are in the text index.
    func saveNumbers() throws {
        try save(nextNumber, as: "next_number")
        if texts == nil { try save(firstNewText, as: TextIndex.numberSetting) }
    }

    private func save(_ number: Int64, as name: String) throws {
        try execute(
            """
            INSERT INTO setting(name, value) VALUES(?, ?)
            ON CONFLICT DO UPDATE SET value = excluded.value WHERE value <> excluded.value
            """,
            name, number)
    }

    /// What a feature keeps in memory for the length of a batch, made when it is first asked for.
    public func memory<Memory: AnyObject>(_ make: (Projecting) throws -> Memory) throws -> Memory {
        if let known = memories[ObjectIdentifier(Memory.self)] as? Memory { return known }
        let made = try make(self)
        memories[ObjectIdentifier(Memory.self)] = made
        return made
    }

    /// The number of the document with this id. What a batch speaks of once it mostly speaks of again.
    public func number(of id: EventID) throws -> Int64? {
        if let known = numbers[id] { return known }
        let number = try value(Int64.self, "SELECT number FROM document WHERE id = ?", id)
        numbers[id] = number
        return number
    }

    func remember(_ number: Int64, of id: EventID) { numbers[id] = number }

    /// The number by which rows name the log that an event stands in.
    public func logNumber(of event: Event) throws -> Int64 { try logs.number(of: event.log, self) }

    /// The log with this number.
    public func logName(_ number: Int64) -> LogName? { logs.name(of: number) }

    /// Puts on record that an event is refused, or that it is not any more: a rule was asked again.
    public func noteRefusal(_ reason: String?, of id: EventID, by account: Account, kind: String) throws {
        guard let reason else {
            // Nearly always there is none, and every step of every thing asks.
            guard hasRefusals else { return }
            return try execute("DELETE FROM refused_event WHERE id = ?", id)
        }
        hasRefusals = true
        try execute(
            "INSERT OR REPLACE INTO refused_event(id, account, kind, reason) VALUES(?, ?, ?, ?)",
            id, account, kind, reason)
    }

    /// Brings the texts of new documents into the text index: once a batch and in the order of their numbers, since the
    /// text index writes out what it holds in memory whenever it is given an earlier number.
    func indexNewTexts() throws {
        guard firstNewText < nextNumber else { return }
        if let texts {
            try hand(firstNewText..<nextNumber, to: texts)
        } else {
            try execute(
                """
                INSERT INTO document_text(rowid, title, body)
                SELECT number, title, body FROM document WHERE number >= ? AND number < ? ORDER BY number
                """,
                firstNewText, nextNumber)
        }
        firstNewText = nextNumber
    }

    private func hand(_ numbers: Range<Int64>, to texts: TextBuilder) throws {
        var bundle: [TextBuilder.Text] = []
        let sql = "SELECT number, title, body FROM document WHERE number >= ? AND number < ? ORDER BY number"
        try database.each(sql, [numbers.lowerBound, numbers.upperBound]) { row in
            let number = sqlite3_column_int64(row, 0)
            bundle.append(
                TextBuilder.Text(
                    number: number, title: String(sqliteStatement: row, index: 1),
                    body: String(sqliteStatement: row, index: 2)))
            if bundle.count == TextBuilder.bundle {
                texts.add(bundle, next: number + 1)
                bundle.removeAll(keepingCapacity: true)
            }
            return true
        }
        texts.add(bundle, next: numbers.upperBound)
    }

    /// Brings another text of a document into the text index, if the one before is in it.
    func changeText(_ old: TextBuilder.Text, to new: TextBuilder.Text) throws {
        guard old.number < firstNewText else { return }
        if let texts { texts.change(old, to: new) } else { try TextIndex.change(old, to: new, database) }
    }

    /// Notes that a row changed, so that `settle` and the screens look at it again.
    public func touch(_ table: String, _ row: Int64) {
        touched[table, default: []].insert(row)
    }

    /// The first row, from a statement that is prepared once and kept.
    public func row(_ sql: String, _ arguments: (any DatabaseValueConvertible)?...) throws -> Row? {
        let statement = try database.cachedStatement(sql: sql)
        return try Row.fetchOne(statement, arguments: StatementArguments(arguments))
    }

    /// All rows of a statement that is prepared once and kept.
    public func rows(_ sql: String, _ arguments: (any DatabaseValueConvertible)?...) throws -> [Row] {
        let statement = try database.cachedStatement(sql: sql)
        return try Row.fetchAll(statement, arguments: StatementArguments(arguments))
    }

    /// Accounts whose standing the batch changed.
    public var changedStandings: Set<Account> { Set(standingChanges.keys) }

    /// Since when an account's standing is another than before the batch.
    public func earliestChange(of account: Account) -> Timestamp? { standingChanges[account] }

    /// Notes that a thing with this id is here now, so that events which wait for it are looked at again.
    public func noteArrival(of id: EventID) { added.append(id) }

    /// Works out what the batch changed about standings, once all of it is applied.
    func compareStandings() {
        for earlier in earlierAuthorities {
            standingChanges.merge(authority.differences(from: earlier), uniquingKeysWith: min)
        }
    }

    /// Notes that all standings are about to be worked out anew.
    func keepAuthority() { earlierAuthorities.append(authority) }

    func takeAdded() -> [EventID] {
        defer { added.removeAll(keepingCapacity: true) }
        return added
    }
}
