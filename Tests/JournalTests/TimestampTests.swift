import Foundation
import Journal
import Testing

/// Moments that others wrote, and counting on from them.
struct TimestampTests {
    @Test(arguments: [Int64.max, .min, 253_402_300_800_000, -62_135_596_800_001])
    func noMomentOfAnyCalendarIsTaken(_ number: Int64) {
        #expect(throws: DecodingError.self) {
            try JSONDecoder().decode([Timestamp].self, from: Data("[\(number)]".utf8))
        }
    }

    @Test(arguments: [0, -1, 253_402_300_799_999, -62_135_596_800_000] as [Int64])
    func momentsOfTheCalendarAre(_ number: Int64) throws {
        let moments = try JSONDecoder().decode([Timestamp].self, from: Data("[\(number)]".utf8))
        #expect(moments == [Timestamp(rawValue: number)])
        #expect(try String(decoding: JSONEncoder().encode(moments), as: UTF8.self) == "[\(number)]")
    }

    @Test func countingOnEndsWhereNumbersEnd() {
        #expect(Timestamp(rawValue: .max).advanced(by: 1) == Timestamp(rawValue: .max))
        #expect(Timestamp(rawValue: .min).advanced(by: -1) == Timestamp(rawValue: .min))
        #expect(Timestamp(rawValue: 5).advanced(by: -6) == Timestamp(rawValue: -1))
    }
}
