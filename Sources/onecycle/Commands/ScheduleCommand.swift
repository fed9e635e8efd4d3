import ArgumentParser
import Specs

/// `onecycle schedule`
struct ScheduleCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "schedule",
        abstract: "Show schedules without data or training: figures, values as CSV, or differences.",
        subcommands: [ScheduleShowCommand.self, ScheduleDiffCommand.self], defaultSubcommand: ScheduleShowCommand.self)
}

/// The length of a schedule.
struct ScheduleLength: ParsableArguments {
    @Option(help: ArgumentHelp("Number of steps (default: the length in the spec).", valueName: "n"))
    var steps: Int?

    func validate() throws {
        if let steps, !(1...DurationSpec.maxSteps).contains(steps) {
            throw ValidationError("--steps \(steps) is not between 1 and \(DurationSpec.maxSteps)")
        }
    }

    /// The changes to a spec.
    var overrides: [SpecOverride] { steps.map { [.steps($0)] } ?? [] }
}
