import Journal
import Terminal

/// Going through the steps of what is being written.
extension Workbench {
    /// Goes a step on or back; where others go with it, all see it.
    mutating func goStep(by step: Int) {
        guard let steps = composer?.steps else { return say("this is not written in steps") }
        let number = (steps.place?.number ?? 0) + step
        guard (1...steps.all.count).contains(number) else {
            return say(step > 0 ? "that was the last step; \(keyLabel(.finish)) finishes" : "this is the first step")
        }
        if let shared = composer?.composition.sharedSteps {
            do { write(try shared.begin(number)) } catch { return warn(Self.sentence(for: error)) }
        } else {
            composer?.steps?.place = StoredDraft.Step(number: number, since: now)
            composer?.unsavedSince = now
            sayStep()
        }
        goToHeading(of: steps.all[number - 1])
        saveDraft()
    }

    /// Takes in where others have gone to; whoever writes stays where they are in their text.
    mutating func refreshSteps() {
        guard let shared = composer?.composition.sharedSteps, let place = try? shared.place(),
            place != composer?.steps?.place
        else { return }
        composer?.steps?.place = place
        sayStep()
    }

    private mutating func goToHeading(of step: TimedSteps.Step) {
        guard let heading = step.headings.first else { return }
        if settings.isPlain {
            composer?.body.append(line: "## " + heading)
        } else {
            composer?.body.move(toSection: "## " + heading)
        }
    }

    private mutating func sayStep() {
        guard let steps = composer?.steps, let place = steps.place, let current = steps.current else { return }
        let words = [current.title, current.expected].filter { !$0.isEmpty }.joined(separator: ": ")
        say("step \(place.number) of \(steps.all.count), \(steps.words(at: now)). \(words)")
    }

    private func keyLabel(_ action: ActionName) -> String { keyMap.label(of: action) ?? ":\(action.rawValue)" }
}
