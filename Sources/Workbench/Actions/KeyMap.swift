import Terminal

/// What a person wrote under `[keys]` for one action.
public struct KeyBinding: Hashable, Sendable {
    /// The action's name, as written.
    public var action: String
    /// Its keys, as written; none takes all keys from the action.
    public var keys: [String]
    /// The line of the configuration, from 1.
    public var line: Int

    /// A binding.
    public init(action: String, keys: [String], line: Int) {
        self.action = action
        self.keys = keys
        self.line = line
    }
}

/// Which key means which action where: the table's defaults with a person's own keys over them.
public struct KeyMap: Hashable, Sendable {
    /// What a sequence of keys comes to.
    public enum Resolution: Hashable, Sendable {
        /// An action.
        case action(ActionName)
        /// The beginning of longer ones; and what it means by itself, if anything.
        case prefix(ActionName?)
        /// Nothing.
        case unbound
    }

    /// Sentences about bindings that could not be used as they are written, each with its line.
    public private(set) var problems: [String] = []
    private var actions: [Context: [KeySequence: ActionName]] = [:]
    private var prefixes: [Context: Set<Key>] = [:]
    private var sequences: [ActionName: [KeySequence]] = [:]
    private var rebound: Set<ActionName> = []

    /// The table's keys, changed by `bindings`. Where two bindings want one key, the one further up has it.
    public init(_ table: ActionTable, bindings: [KeyBinding] = []) {
        var own: [ActionName: KeyBinding] = [:]
        for binding in bindings {
            if table[ActionName(rawValue: binding.action)] == nil {
                problems.append("line \(binding.line): there is no action “\(binding.action)”; `stoa keys` lists them")
            } else {
                own[ActionName(rawValue: binding.action)] = binding
            }
        }
        for binding in bindings where own[ActionName(rawValue: binding.action)] == binding {
            guard let action = table[ActionName(rawValue: binding.action)] else { continue }
            bind(action, keys: binding.keys, line: binding.line)
        }
        for action in table.actions where own[action.name] == nil { bind(action, keys: action.keys, line: nil) }
    }

    /// What these keys mean, in the first of the contexts where they mean something.
    public func resolve(_ keys: [Key], in contexts: [Context]) -> Resolution {
        let sequence = KeySequence(keys)
        let action = contexts.lazy.compactMap { actions[$0]?[sequence] }.first
        let isPrefix = keys.count == 1 && contexts.contains { prefixes[$0]?.contains(keys[0]) ?? false }
        if isPrefix { return .prefix(action) }
        return action.map { .action($0) } ?? .unbound
    }

    /// The keys of an action, as they stand.
    public func keys(of action: ActionName) -> [KeySequence] { sequences[action] ?? [] }

    /// The shortest way to write an action's first key, or nothing when it has none.
    public func label(of action: ActionName) -> String? { sequences[action]?.first?.label }

    /// What may follow a prefix key, in the order of the keys' names.
    public func continuations(of prefix: Key, in contexts: [Context]) -> [(key: Key, action: ActionName)] {
        var found: [Key: ActionName] = [:]
        for context in contexts {
            for (sequence, action) in actions[context] ?? [:]
            where sequence.keys.count == 2 && sequence.keys[0] == prefix {
                found[sequence.keys[1]] = found[sequence.keys[1]] ?? action
            }
        }
        return found.map { ($0, $1) }.sorted { $0.key.name < $1.key.name }
    }

    private mutating func bind(_ action: Action, keys: [String], line: Int?) {
        let place = line.map { "line \($0): " } ?? ""
        for text in keys {
            guard let sequence = KeySequence(text: text) else {
                problems.append("\(place)“\(text)” is no key; write j, G, ctrl-x, alt-p, page-down or g h")
                continue
            }
            if let other = actions[action.context]?[sequence] {
                // A default that a person gave to something else gives way without a word.
                if line != nil || !rebound.contains(other) {
                    problems.append("\(place)\(sequence.label) already means \(other); \(action.name) does not get it")
                }
                continue
            }
            actions[action.context, default: [:]][sequence] = action.name
            sequences[action.name, default: []].append(sequence)
            if sequence.keys.count > 1 { prefixes[action.context, default: []].insert(sequence.keys[0]) }
        }
        if line != nil { rebound.insert(action.name) }
    }
}
