#if DEBUG
    import Foundation

    /// Something that reads what others may have written. It answers or throws, whatever comes, and in bounded time; a
    /// `ReaderFault` is the one thing that it must not throw.
    public struct Reader: Sendable {
        /// Its name, and that of its samples' folder.
        public let name: String
        /// Folders of the repository with more samples.
        private let folders: [String]
        /// Reads bytes.
        public let read: @Sendable ([UInt8]) throws -> Void

        init(_ name: String, read: @escaping @Sendable ([UInt8]) throws -> Void) {
            self.name = name
            folders = []
            self.read = read
        }

        /// A reader of text.
        init(text name: String, folders: [String] = [], read: @escaping @Sendable (String) throws -> Void) {
            self.name = name
            self.folders = folders
            self.read = { try read(String(decoding: $0, as: UTF8.self)) }
        }

        /// Its stored samples, and those that the program carries.
        public func samples() throws -> [[UInt8]] {
            let top = URL(fileURLWithPath: #filePath).appendingPathComponent("../../../..").standardizedFileURL
            let folders =
                [top.appendingPathComponent("Tests/Fuzz/Corpus/" + name)] + folders.map(top.appendingPathComponent)
            let files = try folders.flatMap { folder in
                try FileManager.default.contentsOfDirectory(at: folder, includingPropertiesForKeys: nil)
            }.sorted { $0.path < $1.path }
            return try files.map { [UInt8](try Data(contentsOf: $0)) }
        }
    }

    /// What a reader answered that no reader may answer.
    public struct ReaderFault: Error, CustomStringConvertible {
        /// What is wrong with it.
        public let description: String

        init(_ description: String) { self.description = description }
    }
#endif
