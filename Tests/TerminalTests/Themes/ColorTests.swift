import Testing

@testable import Terminal

@Suite struct ColorTests {
    @Test(arguments: [
        ("standard", Color.standard), ("black", .palette(0)), ("white", .palette(7)), ("bright_black", .palette(8)),
        ("bright_white", .palette(15)), ("0", .palette(0)), ("255", .palette(255)), ("#ff8000", .rgb(255, 128, 0)),
    ])
    func isNamed(name: String, color: Color) {
        #expect(Color(name: name) == color)
    }

    @Test(arguments: ["", "256", "-1", "#fff", "#gggggg", "bright_", "bright_pink", "#+12345", "RED"])
    func isNoColour(name: String) {
        #expect(Color(name: name) == nil)
    }

    @Test(arguments: [
        (Color.standard, 256, -1), (.palette(9), 256, 9), (.palette(9), 16, 9), (.palette(200), 256, 200),
        (.rgb(255, 0, 0), 256, 196), (.rgb(0, 0, 0), 256, 16), (.rgb(255, 255, 255), 256, 231),
        (.rgb(255, 0, 0), 16, 9),
        (.rgb(0, 0, 0), 16, 0), (.palette(196), 16, 9), (.rgb(128, 128, 128), 256, 244),
    ])
    func isShownByTheNearestThereIs(color: Color, colors: Int, entry: Int) {
        #expect(color.entry(of: colors) == Int32(entry))
    }

    @Test(arguments: [8, 16, 88, 256])
    func neverNamesAnEntryThatIsNotThere(colors: Int) {
        for value in 0...255 {
            for color in [Color.palette(UInt8(value)), .rgb(UInt8(value), UInt8(255 - value), UInt8(value / 2))] {
                #expect((0..<Int32(colors)).contains(color.entry(of: colors)), "\(color)")
            }
        }
    }
}
