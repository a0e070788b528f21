import Workbench

extension Context {
    /// In panes that have several views of what they show.
    static let tabs: Context = "tabs"
}

extension ActionName {
    static let tabRight: ActionName = "tab-right"
    static let tabLeft: ActionName = "tab-left"
}

/// Going through the views of a pane.
enum TabActions {
    static let table = [
        Action(.tabRight, keys: ["]"], in: .tabs, group: .moving, help: "next tab", prominence: 72),
        Action(.tabLeft, keys: ["["], in: .tabs, group: .moving, help: "previous tab", prominence: 16),
    ]
}
