import CMarkdown
import Terminal

/// Walks cmark's tree event by event, without recursion, into a flat list of blocks.
struct MarkdownReader {
    private(set) var blocks: [Block] = []
    private(set) var links: [Link] = []
    private var containers: [Container] = []
    private var styles: [StyleName] = []
    private var address: String?
    private var linkText = ""
    private var runs: [Span] = []
    private var rows: [[[Span]]] = []
    private var nextNumbers: [Int] = []
    private var itemCount = 0

    private static let ensureExtensions: Void = cmark_gfm_core_extensions_ensure_registered()

    mutating func read(_ source: String) {
        _ = Self.ensureExtensions
        guard let parser = cmark_parser_new(CMARK_OPT_DEFAULT) else { return }
        defer { cmark_parser_free(parser) }
        for name in ["strikethrough", "autolink", "tasklist"] + (Self.mayHoldTables(source) ? ["table"] : []) {
            if let found = cmark_find_syntax_extension(name) { cmark_parser_attach_syntax_extension(parser, found) }
        }
        cmark_parser_feed(parser, source, source.utf8.count)
        guard let root = cmark_parser_finish(parser) else { return }
        defer { cmark_node_free(root) }
        guard let iterator = cmark_iter_new(root) else { return }
        defer { cmark_iter_free(iterator) }
        while true {
            let event = cmark_iter_next(iterator)
            guard event != CMARK_EVENT_DONE, let node = cmark_iter_get_node(iterator) else { return }
            let kind = String(cString: cmark_node_get_type_string(node))
            if event == CMARK_EVENT_ENTER { enter(node, kind) } else { exit(node, kind) }
        }
    }

    /// Columns of a table, and cells of all rows when each is filled up to the widest. cmark fills rows up and looks for
    /// columns one by one, so that a few kilobytes could take all memory and time.
    private static let (mostColumns, mostCells) = (500, 200_000)

    private static func mayHoldTables(_ source: String) -> Bool {
        var (lines, columns, widest) = (1, 0, 0)
        for byte in source.utf8 {
            switch byte {
            case UInt8(ascii: "|"): columns += 1
            case 10, 13: (lines, columns) = (lines + 1, 0)
            default: continue
            }
            widest = max(widest, columns)
        }
        return widest <= mostColumns && widest * lines <= mostCells
    }

    private mutating func enter(_ node: OpaquePointer, _ kind: String) {
        switch kind {
        case "block_quote": containers.append(.quote)
        case "list": nextNumbers.append(Int(cmark_node_get_list_start(node)))
        case "item", "tasklist": enterItem(node, isTask: kind == "tasklist")
        case "code_block":
            let language = text(cmark_node_get_fence_info(node)).split(separator: " ").first.map(String.init) ?? ""
            add(.code(text(cmark_node_get_literal(node)), language: language))
        case "html_block":
            runs = []
            for line in text(cmark_node_get_literal(node)).split(separator: "\n") {
                if !runs.isEmpty { runs.append(Span("\n")) }
                runs.append(Span(Printable.text(String(line)), .muted))
            }
            add(.paragraph(runs))
        case "thematic_break": add(.rule)
        case "paragraph", "heading", "table_cell": runs = []
        case "table": rows = []
        case "table_row", "table_header": rows.append([])
        default: enterInline(node, kind)
        }
    }

    private mutating func enterInline(_ node: OpaquePointer, _ kind: String) {
        switch kind {
        case "text": append(text(cmark_node_get_literal(node)), styles.last ?? .text)
        case "code": append(text(cmark_node_get_literal(node)), .code)
        case "html_inline": append(text(cmark_node_get_literal(node)), .muted)
        case "softbreak": append(" ", styles.last ?? .text)
        case "linebreak": runs.append(Span("\n"))
        case "emph": styles.append(.emphasis)
        case "strong": styles.append(.strong)
        case "strikethrough": styles.append(.strikethrough)
        case "image": append("[image: ", .muted)
        case "link":
            address = text(cmark_node_get_url(node))
            linkText = ""
            styles.append(.link)
        default: break
        }
    }

    private mutating func exit(_ node: OpaquePointer, _ kind: String) {
        switch kind {
        case "block_quote", "item", "tasklist": _ = containers.popLast()
        case "list": _ = nextNumbers.popLast()
        case "paragraph": add(.paragraph(runs), isTight: isInTightList(node))
        case "heading": add(.heading(runs.map { Span($0.text, .heading, link: $0.link) }))
        case "table_cell": if !rows.isEmpty { rows[rows.count - 1].append(runs) }
        case "table": add(.table(rows))
        case "emph", "strong", "strikethrough": _ = styles.popLast()
        case "image": append("]", .muted)
        case "link": exitLink()
        default: break
        }
    }

    private mutating func enterItem(_ node: OpaquePointer, isTask: Bool) {
        itemCount += 1
        let number = nextNumbers.popLast() ?? 0
        nextNumbers.append(number + 1)
        let isOrdered = cmark_node_get_list_type(cmark_node_parent(node)) == CMARK_ORDERED_LIST
        var marker = isOrdered ? "\(number). " : "• "
        if isTask { marker = cmark_gfm_extensions_get_tasklist_item_checked(node) ? "☑ " : "☐ " }
        containers.append(.item(itemCount, marker: marker))
    }

    /// An address is shown beside words that could hide it; web and mail addresses are known by their style.
    private mutating func exitLink() {
        _ = styles.popLast()
        guard let leads = address else { return }
        address = nil
        links.append(Link(text: linkText, address: leads))
        let isKnown = ["http://", "https://", "mailto:"].contains { leads.lowercased().hasPrefix($0) }
        if !isKnown, leads != linkText { append(" <\(leads)>", .muted) }
    }

    private mutating func append(_ letters: String, _ style: StyleName) {
        let safe = Printable.text(letters)
        if address != nil { linkText += safe }
        if address == nil, style == .text {
            runs += PlainRuns.named(in: safe)
        } else {
            runs.append(Span(safe, style, link: address))
        }
    }

    private mutating func add(_ content: Block.Content, isTight: Bool = false) {
        let enclosing = Array(containers.prefix(MarkdownDocument.depthLimit))
        blocks.append(Block(containers: enclosing, content: content, isTight: isTight))
    }

    private func isInTightList(_ node: OpaquePointer) -> Bool {
        guard let list = cmark_node_parent(cmark_node_parent(node)) else { return false }
        return cmark_node_get_list_tight(list) != 0
    }

    private func text(_ bytes: UnsafePointer<CChar>?) -> String { bytes.map { String(cString: $0) } ?? "" }
}
