import ArgumentParser
import Experiments
import Networks

/// `onecycle validate`
struct ValidateCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "validate", abstract: "Check specs, all problems at once, without training.")

    @OptionGroup var arguments: SpecArguments

    func run() throws {
        for resolved in try arguments.load() {
            let spec = resolved.spec
            do {
                let network = try spec.makeNetwork()
                _ = try spec.makeSchedule()
                Terminal.result("\(spec.name): good: \(network.parameterCount) parameters, \(SpecText.summary(spec))")
            } catch {
                Terminal.error("\(spec.name): \(error)")
                throw ExitCode.badInput
            }
        }
    }
}
