/// What one cell holds: a letter with its marks, as plain numbers, since pictures are copied and compared all the time.
struct Letter: Hashable, Sendable {
    /// Six scalars of 21 bits, the first in the lowest ones; 0 ends them.
    private var low: UInt64 = 0
    private var high: UInt64 = 0

    private static let bits: UInt64 = 21
    private static let inHalf = 3

    /// Where nothing is written.
    static let blank = Letter(ascii: 32)

    /// A letter of ASCII.
    init(ascii: UInt8) { low = UInt64(ascii) }

    /// A character; a surface lets none pass that has more scalars than fit.
    init(_ character: Character) {
        for (place, scalar) in character.unicodeScalars.prefix(2 * Self.inHalf).enumerated() {
            if place < Self.inHalf {
                low |= UInt64(scalar.value) << (Self.bits * UInt64(place))
            } else {
                high |= UInt64(scalar.value) << (Self.bits * UInt64(place - Self.inHalf))
            }
        }
    }

    var isBlank: Bool { self == Self.blank }

    /// Whether it is one scalar, without marks or joined ones.
    var isSimple: Bool { low < 1 << Self.bits && high == 0 }

    /// The letter as text has it.
    var character: Character {
        var text = String.UnicodeScalarView()
        forEachScalar { text.append($0) }
        return text.isEmpty ? " " : Character(String(text))
    }

    /// How many bytes it is in UTF-8.
    var count: Int {
        var count = 0
        forEachScalar { count += UTF8.width($0) }
        return count
    }

    /// Adds it to bytes, in UTF-8.
    func write(to bytes: inout [UInt8]) {
        if low < 0x80, high == 0 { return bytes.append(UInt8(low)) }
        forEachScalar { scalar in
            if let encoded = UTF8.encode(scalar) { bytes += encoded }
        }
    }

    private func forEachScalar(_ body: (Unicode.Scalar) -> Void) {
        for half in [low, high] {
            var rest = half
            while rest != 0 {
                if let scalar = Unicode.Scalar(UInt32(rest & (1 << Self.bits - 1))) { body(scalar) }
                rest >>= Self.bits
            }
        }
    }
}
