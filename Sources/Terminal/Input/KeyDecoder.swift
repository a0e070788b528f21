/// Turns the bytes that a terminal sends into keys, however they are cut into pieces: UTF-8, the control sequences of
/// ECMA-48 as xterm sends them (https://invisible-island.net/xterm/ctlseqs/ctlseqs.html), Alt as a leading escape,
/// bracketed paste and the SGR mouse.
public struct KeyDecoder: Sendable {
    /// Bytes of the largest paste; what is beyond is dropped.
    public static let largestPaste = 4 << 20
    /// Milliseconds within which two presses on one cell are a double click.
    static let doubleClick: Int64 = 400
    /// Bytes of the longest control sequence; a longer one is no key.
    private static let longestSequence = 64

    /// How many times the terminal said that it is well, which it does only when it is asked.
    private(set) var reports = 0
    private var pending: [UInt8] = []
    private var paste: [UInt8]?
    private var lastPress: (point: Point, time: Int64)?

    /// A decoder that has seen nothing yet.
    public init() {}

    /// Whether an escape stands alone: either the Esc key, or the beginning of a sequence whose rest is on its way.
    public var isUndecided: Bool { paste == nil && !pending.isEmpty }

    /// The keys that are complete with these bytes. `now` is in milliseconds, of any clock.
    public mutating func decode(_ bytes: some Sequence<UInt8>, now: Int64) -> [Key] {
        pending += bytes
        var keys: [Key] = []
        while let key = next(now: now) {
            if let key { keys.append(key) }
        }
        return keys
    }

    /// The keys that the held bytes mean when nothing more comes: called 25 ms after `isUndecided`.
    public mutating func settle() -> [Key] {
        guard isUndecided else { return [] }
        defer { pending.removeAll() }
        guard pending.first == 0x1B else { return [] }
        guard pending.count > 1 else { return [.named(.escape)] }
        let rest = String(decoding: pending.dropFirst(), as: UTF8.self)
        return rest.count == 1 ? rest.first.map { [.alt($0)] } ?? [] : [.named(.escape)]
    }

    /// Takes the next key off the held bytes: nothing when more bytes are needed, an empty value for what is no key.
    private mutating func next(now: Int64) -> Key?? {
        if paste != nil { return nextOfPaste() }
        guard let first = pending.first else { return nil }
        if first == 0x1B { return nextOfEscape(now: now) }
        if let key = KeySequences.controls[first] {
            pending.removeFirst()
            return .some(key)
        }
        return nextCharacter(from: 0).map { character in character.map(Key.character) }
    }

    /// A UTF-8 character at an offset: nothing when its rest is missing, an empty value when it is none.
    private mutating func nextCharacter(from offset: Int) -> Character?? {
        let first = pending[offset]
        let length =
            switch first {
            case 0x20..<0x7F: 1
            case 0xC2..<0xE0: 2
            case 0xE0..<0xF0: 3
            case 0xF0..<0xF5: 4
            default: 0
            }
        guard length > 0 else {
            pending.removeSubrange(0...offset)
            return .some(nil)
        }
        let isBroken = pending[offset...].prefix(length).dropFirst().contains { $0 & 0xC0 != 0x80 }
        guard isBroken || pending.count >= offset + length else { return nil }
        guard !isBroken, let text = String(validating: pending[offset..<offset + length], as: UTF8.self) else {
            pending.removeSubrange(0...offset)
            return .some(nil)
        }
        pending.removeSubrange(0..<offset + length)
        return .some(text.first)
    }

    private mutating func nextOfEscape(now: Int64) -> Key?? {
        guard pending.count > 1 else { return nil }
        switch pending[1] {
        case UInt8(ascii: "["), UInt8(ascii: "O"): return nextOfSequence(now: now)
        case 0x1B:
            pending.removeFirst()
            return .some(.named(.escape))
        default:
            if let control = KeySequences.controls[pending[1]] {
                pending.removeFirst(2)
                guard case .named(let name) = control else { return .some(nil) }
                return .some(KeySequences.alternatives[name])
            }
            return nextCharacter(from: 1).map { character in character.map(Key.alt) }
        }
    }

    /// `ESC [ parameters final` or `ESC O final`.
    private mutating func nextOfSequence(now: Int64) -> Key?? {
        guard let end = pending[2...].firstIndex(where: { !(0x20...0x3F).contains($0) }) else {
            guard pending.count > Self.longestSequence else { return nil }
            pending.removeAll()
            return .some(nil)
        }
        guard (0x40...0x7E).contains(pending[end]) else {
            // It broke off; what comes in between is a key of its own.
            pending.removeSubrange(0..<end)
            return .some(nil)
        }
        let parameters = String(decoding: pending[2..<end], as: UTF8.self)
        let final = pending[end]
        pending.removeSubrange(0...end)
        if parameters.hasPrefix("<") { return .some(mouse(parameters.dropFirst(), isPress: final == 0x4D, now: now)) }
        if final == UInt8(ascii: "n"), parameters == "0" || parameters == "3" {
            reports += 1
            return .some(nil)
        }
        if parameters == "200", final == UInt8(ascii: "~") {
            paste = []
            return .some(nil)
        }
        return .some(KeySequences.key(parameters: parameters, final: final))
    }

    private mutating func nextOfPaste() -> Key?? {
        let end = Array("\u{1B}[201~".utf8)
        let found = pending.firstRange(of: end)
        // Without an end in sight, the last bytes may be its beginning.
        let taken = found?.lowerBound ?? max(0, pending.count - end.count + 1)
        let room = Self.largestPaste - (paste?.count ?? 0)
        paste?.append(contentsOf: pending[..<taken].prefix(max(0, room)))
        pending.removeSubrange(0..<(found?.upperBound ?? taken))
        guard found != nil else { return nil }
        let text = String(decoding: paste ?? [], as: UTF8.self)
        paste = nil
        return .some(.paste(text.replacing("\r\n", with: "\n").replacing("\r", with: "\n")))
    }

    private mutating func mouse(_ parameters: Substring, isPress: Bool, now: Int64) -> Key? {
        let numbers = parameters.split(separator: ";").compactMap { Int($0) }
        guard numbers.count == 3, (1...9_999).contains(numbers[1]), (1...9_999).contains(numbers[2]) else { return nil }
        let point = Point(column: numbers[1] - 1, row: numbers[2] - 1)
        switch numbers[0] {
        case 64: return .mouse(Key.Mouse(.wheelUp, at: point))
        case 65: return .mouse(Key.Mouse(.wheelDown, at: point))
        case 0 where !isPress: return .mouse(Key.Mouse(.release, at: point))
        case 0:
            let isSecond = lastPress.map { $0.point == point && now - $0.time <= Self.doubleClick } ?? false
            lastPress = isSecond ? nil : (point, now)
            return .mouse(Key.Mouse(isSecond ? .doubleClick : .press, at: point))
        default: return nil
        }
    }
}
