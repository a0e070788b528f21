import Terminal
import Testing

@testable import Workbench

@Suite struct KeyMapTests {
    private let table = ActionTable.standard()

    private func map(_ bindings: [(String, [String])]) -> KeyMap {
        KeyMap(table, bindings: bindings.enumerated().map { KeyBinding(action: $1.0, keys: $1.1, line: $0 + 1) })
    }

    private func meaning(_ keys: String, _ map: KeyMap, in contexts: [Context] = [.everywhere]) -> KeyMap.Resolution {
        KeySequence(text: keys).map { map.resolve($0.keys, in: contexts) } ?? .unbound
    }

    @Test func theTablesOwnKeysAreSound() {
        let map = KeyMap(table)
        #expect(map.problems.isEmpty)
        for action in table.actions {
            for key in action.keys {
                let resolution = meaning(key, map, in: [action.context])
                #expect([.action(action.name), .prefix(action.name)].contains(resolution), "\(action.name) by \(key)")
            }
        }
    }

    @Test func aPersonsOwnKeysTakeTheirPlace() {
        let map = map([("reply", ["ctrl-x", "r"]), ("open", ["r r"]), ("star", [])])
        #expect(map.problems.isEmpty)
        #expect(meaning("ctrl-x", map) == .action(.reply))
        #expect(meaning("r r", map) == .action(.open))
        #expect(meaning("r", map) == .prefix(.reply))
        #expect(meaning("enter", map) == .unbound)
        #expect(meaning("s", map) == .unbound)
        #expect(map.label(of: .star) == nil)
        #expect(map.keys(of: .reply).map(\.label) == ["Ctrl-x", "r"])
    }

    @Test func aKeyThatIsGivenAwayLeavesItsOwnerWithoutAWord() {
        let map = map([("copy", ["j"])])
        #expect(map.problems.isEmpty == false || meaning("j", map) == .action(.copy))
        #expect(meaning("j", map) == .action(.copy))
        #expect(meaning("down", map) == .action(.down))
    }

    @Test func whatCannotBeUsedIsSaidWithItsLine() {
        let map = map([("reply", ["r"]), ("fly", ["f"]), ("open", ["r"]), ("copy", ["hyper-x"])])
        #expect(map.problems.count == 3, "\(map.problems)")
        for (line, part) in [(2, "fly"), (3, "already means reply"), (4, "hyper-x")] {
            #expect(map.problems.contains { $0.hasPrefix("line \(line): ") && $0.contains(part) }, "\(map.problems)")
        }
        #expect(meaning("r", map) == .action(.reply))
    }

    @Test func theMoreSpecialContextComesFirst() {
        let map = KeyMap(table)
        #expect(meaning("n", map) == .action(.nextUnread))
        #expect(meaning("n", map, in: [.matches, .everywhere]) == .action(.nextMatch))
        #expect(meaning("escape", map, in: [.matches, .everywhere]) == .action(.endFind))
    }

    @Test(arguments: ["j", "G", "ctrl-x", "alt-p", "page-down", "g h", "space", "é"])
    func keysAreNamedAsTheyAreRead(name: String) {
        #expect(KeySequence(text: name)?.keys.map(\.name).joined(separator: " ") == name)
    }

    @Test(arguments: ["", "g g g", "ctrl-", "hyper-x", "page", "ctrl-xx"])
    func whatIsNoKeyIsNone(name: String) {
        #expect(KeySequence(text: name) == nil)
    }
}
