import Dispatch
import Synchronization

extension FeatureTable {
    /// What all features answer, in their order. They are asked two at a time, since most of them ask the index.
    static func gather<Value: Sendable>(
        _ ask: @escaping @Sendable (Feature) throws -> [Value]
    ) throws -> [Value] {
        let features = all
        let next = Mutex(0)
        let answers = Mutex<[Int: Result<[Value], any Error>]>([:])
        DispatchQueue.concurrentPerform(iterations: 2) { _ in
            while true {
                let place = next.withLock { next in
                    defer { next += 1 }
                    return next
                }
                guard place < features.count else { return }
                let answer = Result { try ask(features[place]) }
                answers.withLock { $0[place] = answer }
            }
        }
        return try answers.withLock { $0 }.sorted { $0.key < $1.key }.flatMap { try $0.value.get() }
    }
}
