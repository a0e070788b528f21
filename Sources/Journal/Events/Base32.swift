/// Lower-case Crockford base32 of event ids: digits and letters without i, l, o and u.
enum Base32 {
    private static let alphabet = Array("0123456789abcdefghjkmnpqrstvwxyz".utf8)

    /// The value of each letter, 255 for bytes that are none.
    private static let values: [UInt8] = {
        var values = [UInt8](repeating: 255, count: 256)
        for (value, letter) in alphabet.enumerated() { values[Int(letter)] = UInt8(value) }
        return values
    }()

    static func encode(_ bytes: [UInt8]) -> String {
        String(unsafeUninitializedCapacity: (bytes.count * 8 + 4) / 5) { buffer in
            var bits: UInt32 = 0
            var held = 0
            var written = 0
            for byte in bytes {
                bits = bits << 8 | UInt32(byte)
                held += 8
                while held >= 5 {
                    held -= 5
                    buffer[written] = alphabet[Int(bits >> held & 31)]
                    written += 1
                }
            }
            if held > 0 {
                buffer[written] = alphabet[Int(bits << (5 - held) & 31)]
                written += 1
            }
            return written
        }
    }

    /// The id that 32 letters spell, or nothing.
    static func decode(_ letters: some Collection<UInt8>) -> EventID? {
        guard letters.count == EventID.textLength else { return nil }
        var high: UInt64 = 0
        var middle: UInt64 = 0
        var low: UInt64 = 0
        for (index, letter) in letters.enumerated() {
            let value = UInt64(values[Int(letter)])
            guard value < 32 else { return nil }
            // 160 bits as 64, 64 and 32; letter 12 and letter 25 straddle the borders.
            switch index {
            case 0..<12: high = high << 5 | value
            case 12:
                high = high << 4 | value >> 1
                middle = value & 1
            case 13..<25: middle = middle << 5 | value
            case 25:
                middle = middle << 3 | value >> 2
                low = value & 3
            default: low = low << 5 | value
            }
        }
        return EventID(high: high, middle: middle, low: UInt32(truncatingIfNeeded: low))
    }

    /// The value of a letter, or nothing.
    static func value(of letter: UInt8) -> UInt8? {
        let value = values[Int(letter)]
        return value < 32 ? value : nil
    }
}
