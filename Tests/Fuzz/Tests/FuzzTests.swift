import Foundation
import FuzzReaders
import TestSupport
import Testing

/// Every reader of what others may have written, given its stored samples and many damaged ones. The samples are those
/// that `.ci/fuzz` found to lead to different places. `STOA_FUZZ` asks for more than 40 damaged ones a sample.
struct FuzzTests {
    @Test(arguments: Readers.all.map(\.name)) func nothingStopsTheReader(_ name: String) throws {
        let reader = try #require(Readers.named(name))
        let samples = try reader.samples()
        #expect(!samples.isEmpty)
        let many = ProcessInfo.processInfo.environment["STOA_FUZZ"].flatMap { Int($0) } ?? 40
        var random = SplitMix(state: 61)
        for sample in samples {
            Self.feed(sample, to: reader)
            for _ in 0..<many { Self.feed(Self.damaged(sample, by: samples, &random), to: reader) }
        }
    }

    private static func feed(_ bytes: [UInt8], to reader: Reader) {
        do { try reader.read(bytes) } catch let fault as ReaderFault {
            Issue.record("\(reader.name): \(fault), of \(Data(bytes).base64EncodedString())")
        } catch {
            // An answer like any other.
        }
    }

    /// Pieces that readers are known to stumble over.
    private static let pieces = [
        "\u{0}", "\u{1B}[31m", "\"", "\"\"\"", "[[", "]]", "{", "}", "\\", "=", "\n", "\r\n", "99999999999999999999",
        "-1",
        "1e999", "nan", "inf", "\u{202E}", "\u{301}\u{301}\u{301}", "漢", "😀", ":", "- ", "#", ">>>>", "|", "`````",
        "*_*_", "<!--", "FREQ=", "0000-00-00", "9999-12-31T23:59:60Z",
    ].map { [UInt8]($0.utf8) }

    private static func damaged(_ sample: [UInt8], by others: [[UInt8]], _ random: inout SplitMix) -> [UInt8] {
        var bytes = sample
        for _ in 0..<Int.random(in: 1...8, using: &random) where !bytes.isEmpty {
            let place = Int.random(in: 0..<bytes.count, using: &random)
            switch Int.random(in: 0..<5, using: &random) {
            case 0: bytes[place] = UInt8.random(in: 0...255, using: &random)
            case 1: bytes.removeSubrange(place..<min(bytes.count, place + Int.random(in: 1...30, using: &random)))
            case 2: bytes.insert(contentsOf: bytes[place...].prefix(60), at: place)
            case 3: bytes = bytes[..<place] + random.pick(others).suffix(200)
            default: bytes.insert(contentsOf: random.pick(pieces), at: place)
            }
        }
        return bytes
    }
}
