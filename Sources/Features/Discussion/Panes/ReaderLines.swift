import Synchronization

/// All lines of a thread, of which only those are made that somebody looks at: a thread of thousands of posts is opened,
/// folded and answered at the cost of what is on the screen.
struct ReaderLines: RandomAccessCollection, Sendable {
    /// A post's lines.
    struct Block: Sendable {
        /// The post's place in the thread's tree order.
        var post: Int
        /// Its first line.
        var start: Int
        /// Whether only its header shows.
        var isFolded: Bool
    }

    /// The blocks that were asked for last.
    private final class Made: Sendable {
        let blocks = Mutex<[Int: [ReaderLine]]>([:])
    }

    private let blocks: [Block]
    private let make: @Sendable (Block) -> [ReaderLine]
    private let made = Made()
    /// Blocks kept at most, more than a screen shows.
    private static let mostMade = 256

    let endIndex: Int
    var startIndex: Int { 0 }

    init(_ blocks: [Block], count: Int, make: @escaping @Sendable (Block) -> [ReaderLine]) {
        self.blocks = blocks
        endIndex = count
        self.make = make
    }

    subscript(index: Int) -> ReaderLine {
        let place = blockPlace(of: index)
        let block = blocks[place]
        let lines = made.blocks.withLock { $0[place] } ?? lines(of: block, at: place)
        let offset = index - block.start
        // A post of which something changed in between is drawn anew at once.
        return lines.indices.contains(offset) ? lines[offset] : ReaderLine(post: block.post, line: "")
    }

    /// The post that a line belongs to, which is known without making the line.
    func post(at index: Int) -> Int { blocks[blockPlace(of: index)].post }

    private func lines(of block: Block, at place: Int) -> [ReaderLine] {
        let lines = make(block)
        made.blocks.withLock { kept in
            if kept.count >= Self.mostMade { kept.removeAll() }
            kept[place] = lines
        }
        return lines
    }

    /// The last block that does not begin behind a line.
    private func blockPlace(of index: Int) -> Int {
        var (low, high) = (0, blocks.count)
        while high - low > 1 {
            let middle = (low + high) / 2
            if blocks[middle].start <= index { low = middle } else { high = middle }
        }
        return low
    }
}
