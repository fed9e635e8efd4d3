import Runs
import ArgumentParser
import Networks
import Presentation
import Specs

/// `onecycle validate`
struct ValidateCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "validate", abstract: "Check specs without training; all problems are reported together.")

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
