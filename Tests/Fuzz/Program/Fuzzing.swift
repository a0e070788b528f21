import Foundation
import FuzzReaders

/// The reader that `STOA_FUZZ_READER` names.
private let reader: Reader = {
    let name = ProcessInfo.processInfo.environment["STOA_FUZZ_READER"] ?? ""
    guard let reader = Readers.named(name) else {
        fputs("set STOA_FUZZ_READER to one of: \(Readers.all.map(\.name).joined(separator: " "))\n", stderr)
        exit(64)
    }
    return reader
}()

/// What libFuzzer calls first (https://llvm.org/docs/LibFuzzer.html): puts the reader's samples into the folder that
/// `STOA_FUZZ_SEEDS` names.
@_cdecl("LLVMFuzzerInitialize")
public func initialize(_: UnsafeRawPointer, _: UnsafeRawPointer) -> CInt {
    guard let folder = ProcessInfo.processInfo.environment["STOA_FUZZ_SEEDS"] else { return 0 }
    do {
        for (number, sample) in try reader.samples().enumerated() {
            try Data(sample).write(to: URL(fileURLWithPath: "\(folder)/sample-\(number)"))
        }
    } catch {
        fputs("no samples: \(error)\n", stderr)
        exit(74)
    }
    return 0
}

/// What libFuzzer calls with one input after the other.
@_cdecl("LLVMFuzzerTestOneInput")
public func testOneInput(_ start: UnsafePointer<UInt8>?, _ count: Int) -> CInt {
    do {
        try reader.read(Array(UnsafeBufferPointer(start: start, count: count)))
    } catch let fault as ReaderFault {
        fputs("\(fault)\n", stderr)
        abort()
    } catch {
        // An answer like any other.
    }
    return 0
}
