import ArgumentParser
import Presentation
import Specs
import Runs
import Comparison
import Statistics
import Networks

/// `onecycle validate`
struct ValidateCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "validate", abstract: "Check specs, all problems at once, without training.")

    @OptionGroup var arguments: SpecArguments

    func run() throws {
        var isGood = true
        for resolved in try arguments.load(areWritten: false) {
            let spec = resolved.spec
            do {
                _ = try spec.nominalSteps()
                let network = try spec.makeNetwork()
                if !resolved.awaitsRangeTest { _ = try spec.makeSchedule() }
                Terminal.result("\(spec.name): good: \(network.parameterCount) parameters, \(SpecText.summary(spec))")
            } catch {
                Terminal.error("\(spec.name): \(error)")
                isGood = false
            }
        }
        if !isGood { throw ExitCode.badInput }
    }
}
