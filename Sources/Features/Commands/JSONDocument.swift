/// What a command prints with `--json`, for `stoa help json`: a promise to scripts, so keys are added and never renamed.
public struct JSONDocument: Hashable, Sendable {
    /// The command without `stoa` and `--json`.
    public var command: String
    /// What it is: `an array of threads`.
    public var shape: String
    /// Its keys, or those of each element.
    public var keys: [String]

    /// A document.
    public init(_ command: String, _ shape: String, _ keys: String) {
        self.command = command
        self.shape = shape
        self.keys = keys.split(separator: " ").map(String.init)
    }
}
