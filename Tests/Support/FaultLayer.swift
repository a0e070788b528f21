import Foundation

/// What goes wrong with one of the system's calls that a program makes about its files.
public struct Fault: Hashable, Sendable, CustomStringConvertible {
    /// The number of the call, from 1.
    public var call: Int
    /// `killed-before`, `killed-after`, `killed-halfway`, `short`, `filling`, or an error by its name, such as `ENOSPC`.
    public var kind: String
    /// Whether the calls after it that may answer so do, too, as on a disk that is full.
    public var stays: Bool

    /// Something that goes wrong.
    public init(call: Int, kind: String, stays: Bool = false) {
        self.call = call
        self.kind = kind
        self.stays = stays
    }

    /// In words.
    public var description: String { "\(kind) at call \(call)\(stays ? " and from there on" : "")" }
}

/// One call that a program made.
public struct CountedCall: Hashable, Sendable {
    /// What it does: `write`, `sync`, `create`, …
    public var name: String
    /// What can go wrong with it.
    public var faults: [String]
    /// What it is about.
    public var path: String
}

/// Stands between a program and the system's calls about files in one folder; see `CFaultLayer.c`.
public struct FaultLayer: Sendable {
    /// The library, beside the program as it was built.
    public static let library = URL(fileURLWithPath: StoaProgram.path).deletingLastPathComponent()
        .appendingPathComponent("libFaultLayer.so").path

    private let folder: String
    private let log: String
    private let control: String

    /// A layer over what lies in `below`; it keeps its own files in `folder`.
    public init(below: String, folder: String) throws {
        self.folder = below
        log = folder + "/calls"
        control = folder + "/control"
        try steer(isCounting: true)
    }

    /// What the environment has to say for a fault, or only for counting.
    public func environment(_ fault: Fault? = nil) -> [String: String] {
        var variables = ["LD_PRELOAD": Self.library, "FAULTS_BELOW": folder, "FAULTS_CONTROL": control]
        if let fault {
            variables["FAULTS_AT"] = "\(fault.call)\(fault.stays ? "+" : "")"
            variables["FAULTS_WITH"] = fault.kind
        } else {
            variables["FAULTS_LOG"] = log
        }
        return variables
    }

    /// Whether calls count from now on, and by how many seconds the wall clock is off, also for programs that run.
    public func steer(isCounting: Bool, clock seconds: Int64 = 0) throws {
        let numbers = [isCounting ? 1 : 0, seconds * 1_000_000_000]
        let bytes = numbers.withUnsafeBytes { Data($0) }
        guard let handle = FileHandle(forUpdatingAtPath: control) else {
            return try bytes.write(to: URL(fileURLWithPath: control))
        }
        // In place: a running program has the file mapped.
        try handle.write(contentsOf: bytes)
        try handle.close()
    }

    /// The calls that were counted since the last time.
    public func takeCalls() throws -> [CountedCall] {
        defer { try? FileManager.default.removeItem(atPath: log) }
        return try String(contentsOfFile: log, encoding: .utf8).split(separator: "\n").map { line in
            let parts = line.split(separator: " ", maxSplits: 2).map(String.init)
            return CountedCall(
                name: parts[0], faults: parts[1].split(separator: ",").map(String.init),
                path: parts.count > 2 ? parts[2] : "")
        }
    }
}
