import Terminal
import Workbench

/// Some lines that a feature shows on Home, under a heading of their own.
public struct HomeSection: Sendable {
    /// One line, and what opens it.
    public struct Line: Sendable {
        /// What it says in so many columns.
        public var line: @Sendable (_ columns: Int) -> StyledLine
        /// What opens what it speaks of.
        public var opens: [Effect]

        /// A line.
        public init(opens: [Effect], _ line: @escaping @Sendable (Int) -> StyledLine) {
            self.line = line
            self.opens = opens
        }
    }

    /// The heading.
    public var heading: String
    /// The lines; a section without any is left out.
    public var lines: [Line]

    /// A section.
    public init(_ heading: String, _ lines: [Line]) {
        self.heading = heading
        self.lines = lines
    }
}
