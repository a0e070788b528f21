import Journal
import Terminal

/// The pictures that panes last gave, so that a key costs the drawing of the panes that it changed.
struct PanePictures: Sendable {
    /// What a pane's picture depends on.
    struct Occasion: Hashable, Sendable {
        var shown: Workbench.Shown
        /// Panes show how long ago things were, and some count seconds.
        var second: Int64
    }

    private var kept: [Slot: (occasion: Occasion, picture: Surface)] = [:]

    /// The picture of a slot's pane, drawn when none is kept for this occasion.
    mutating func picture(of slot: Slot, _ occasion: Occasion, _ draw: () -> Surface) -> Surface {
        if let known = kept[slot], known.occasion == occasion { return known.picture }
        let picture = draw()
        kept[slot] = (occasion, picture)
        return picture
    }
}
