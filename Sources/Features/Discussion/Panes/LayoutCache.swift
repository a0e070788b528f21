import Synchronization

/// The last layout of a reader: drawing the same thread at the same size again costs nothing.
final class LayoutCache: Sendable {
    private let kept = Mutex<(request: ReaderLayout.Request, layout: ReaderLayout)?>(nil)

    /// The layout that was made last.
    var latest: ReaderLayout? { kept.withLock { $0?.layout } }
    /// What it was made for.
    var request: ReaderLayout.Request? { kept.withLock { $0?.request } }

    func layout(_ request: ReaderLayout.Request, _ bodies: BodyLayouts) -> ReaderLayout {
        if let known = kept.withLock({ $0 }), known.request == request { return known.layout }
        let layout = ReaderLayout(request, bodies: bodies)
        kept.withLock { $0 = (request, layout) }
        return layout
    }
}
