/// What terminals send for keys that are no characters.
enum KeySequences {
    /// Single bytes below the space, and DEL.
    static let controls: [UInt8: Key] = {
        var keys: [UInt8: Key] = [
            0x09: .named(.tab), 0x0A: .named(.enter), 0x0D: .named(.enter), 0x7F: .named(.backspace),
            0x08: .named(.backspace), 0x20: .named(.space), 0x00: .control(" "),
        ]
        for byte in UInt8(1)...26 where keys[byte] == nil {
            keys[byte] = .control(Character(Unicode.Scalar(byte + 0x60)))
        }
        for (byte, sign) in zip(UInt8(0x1C)...0x1F, "\\]^_") { keys[byte] = .control(sign) }
        return keys
    }()

    /// Alt with a key that has a name.
    static let alternatives: [Key.Name: Key] = [
        .backspace: .alt("\u{7F}"), .enter: .alt("\n"), .space: .alt(" "), .tab: .alt("\t"),
    ]

    /// The key of `ESC [ parameters final` or `ESC O final`; nothing when there is none. Modifiers of named keys are
    /// left out, but for Alt and Control with arrows, which go by words.
    static func key(parameters: String, final: UInt8) -> Key? {
        let numbers = parameters.split(separator: ";", omittingEmptySubsequences: false).map { Int($0) ?? 1 }
        if final == UInt8(ascii: "~") { return numbers.first.flatMap { numbered[$0] }.map(Key.named) }
        guard let name = lettered[final] else { return nil }
        let modifier = numbers.count > 1 ? numbers[1] : 1
        guard modifier == 3 || modifier == 5 else { return .named(name) }
        return byWords[name] ?? .named(name)
    }

    private static let byWords: [Key.Name: Key] = [.left: .alt("b"), .right: .alt("f")]

    private static let lettered: [UInt8: Key.Name] = Dictionary(
        uniqueKeysWithValues: ([
            ("A", .up), ("B", .down), ("C", .right), ("D", .left), ("H", .home), ("F", .end), ("Z", .shiftTab),
            ("P", .f1), ("Q", .f2), ("R", .f3), ("S", .f4), ("M", .enter),
        ] as [(Unicode.Scalar, Key.Name)]).map { (UInt8($0.value), $1) })

    private static let numbered: [Int: Key.Name] = [
        1: .home, 2: .insert, 3: .delete, 4: .end, 5: .pageUp, 6: .pageDown, 7: .home, 8: .end, 11: .f1, 12: .f2,
        13: .f3, 14: .f4, 15: .f5, 17: .f6, 18: .f7, 19: .f8, 20: .f9, 21: .f10, 23: .f11, 24: .f12,
    ]
}
