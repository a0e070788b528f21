import Index
import Journal
import Testing

/// Hours in which nobody is told of anything.
@Suite struct QuietHoursTests {
    private static let midnight = Timestamp(rawValue: 1_700_438_400_000)
    private static let hour: Int64 = 3_600_000

    @Test(arguments: [
        ("22:00-07:00", "22:00-07:00"), ("22-7", "22:00-07:00"),
        (" 9:30 - 12 ", "09:30-12:00"), ("22-24", "22:00-00:00"),
        ("none", "none"),
    ]) func areReadAsPeopleWriteThem(text: String, meant: String) throws {
        let hours = try #require(QuietHours(text))
        #expect(hours.text == meant)
        #expect(QuietHours(hours.text) == hours)
    }

    @Test(arguments: ["", "22", "7-7", "25-7", "22-7-9", "22:60-7", "-", "ten to six", "-22-7"])
    func nothingElseIsOne(text: String) { #expect(QuietHours(text) == nil) }

    @Test func goOverMidnightByTheClockOnTheWall() throws {
        let hours = try #require(QuietHours("22:00-07:00"))
        func quiet(_ hour: Int64, offset: Int64 = 0) -> Bool {
            hours.contains(Self.midnight.advanced(by: hour * Self.hour), offset: offset * Self.hour)
        }
        #expect([-2, 0, 6, 22, 23].allSatisfy { quiet($0) })
        #expect([-3, 7, 12, 21].allSatisfy { !quiet($0) })
        #expect(quiet(20, offset: 2) && !quiet(6, offset: 2))
        #expect(!QuietHours.none.contains(Self.midnight, offset: 0))
    }
}
