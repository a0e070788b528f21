import ArgumentParser
import Features
import Workbench

/// `stoa keys`: the key map as it stands.
struct KeysCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "keys", abstract: "Lists all actions with their keys, as they stand.",
        discussion:
            "Give an action other keys under [keys] in config.toml: `reply = \"r\"` or `open = [\"enter\", \"l\"]`.")

    func run() {
        let variables = CommandEnvironment.current.variables
        let settings = Configuration.load(variables).settings(variables)
        let table = Self.table
        let keyMap = KeyMap(table, bindings: settings.keys)
        for group in Action.Group.allCases {
            let actions = table.actions.filter { $0.group == group }
            guard !actions.isEmpty else { continue }
            Output.line("\(group.rawValue)")
            for action in actions {
                let keys = keyMap.keys(of: action.name).map(\.label).joined(separator: ", ")
                Output.line("  \(pad(action.name.rawValue, 20)) \(pad(keys, 24)) \(action.help)")
            }
        }
        for problem in settings.problems + keyMap.problems { Output.line("! \(problem)") }
    }

    /// All actions, those of the sidebar's views among them.
    static var table: ActionTable {
        let views = FeatureTable.views.enumerated().map { place, view in
            Action.going(to: view.name, title: view.title, letter: view.letter, key: view.key, place: place)
        }
        return ActionTable.standard(adding: views + FeatureTable.actions)
    }

    private func pad(_ text: String, _ count: Int) -> String {
        text + String(repeating: " ", count: max(0, count - text.count))
    }
}
