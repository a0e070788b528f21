import Dispatch
import Synchronization

/// A value that is being worked out on another core from the moment on that it is known to be wanted.
final class Ahead<Value: Sendable>: Sendable {
    private let work = DispatchGroup()
    private let result = Mutex<Result<Value, any Error>?>(nil)

    /// Begins.
    init(_ body: @escaping @Sendable () throws -> Value) {
        DispatchQueue.global(qos: .userInteractive).async(group: work) { [self] in
            let made = Result(catching: body)
            result.withLock { $0 = made }
        }
    }

    /// The value, once it is there. Throws what working it out threw.
    func value() throws -> Value? {
        work.wait()
        return try result.withLock { $0 }?.get()
    }
}
