import Terminal
import Workbench

/// What a list or a page leaves to the pane that it is part of.
enum LeftToPane: Sendable {
    case nothing
    /// To load: another tab shows, or something else is sought.
    case reload
    /// To open what the cursor is on.
    case open
}

extension Pane {
    /// Does what was left to it.
    mutating func finish(_ left: LeftToPane, in size: Size) throws -> [Effect] {
        switch left {
        case .nothing: return []
        case .open: return try perform(.open, in: size)
        case .reload:
            try reload()
            return []
        }
    }
}
