/// A cell as the terminal shows it. Of blank ones only that counts which can be seen.
struct Drawn: Hashable {
    var letter = Letter.blank
    var width: UInt8 = 1
    var ink = Ink()

    var isBlank: Bool { width == 1 && letter.isBlank }
}

/// A row that differs from what the terminal shows.
struct DrawnRow {
    /// Its number.
    var row: Int
    /// What it is to show.
    var new: [Drawn]
    /// What it shows.
    var old: [Drawn]
    /// The column behind the last one that may be written.
    var end: Int

    /// The columns from the first that differs to the last; nothing when none does.
    var differing: Range<Int>? {
        guard let first = (0..<end).first(where: { new[$0] != old[$0] }),
            let last = (first..<end).last(where: { new[$0] != old[$0] })
        else { return nil }
        return first..<last + 1
    }
}
