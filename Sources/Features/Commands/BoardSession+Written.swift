import Index

extension BoardSession {
    /// Lets the index learn of what was just written. Throws what is wrong with the index, and that the writing is not
    /// undone by it: whoever repeats it would write twice.
    func seeWritten() throws {
        do { _ = try catchUp() } catch {
            throw CommandFailure(
                "it is on the board, but your index does not show it yet: \(CommandFailure(error).description)",
                .inputOutput)
        }
    }
}
