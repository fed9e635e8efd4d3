import ArgumentParser
import Specs
import Runs
import Comparison
import Statistics

/// `onecycle schedule`
struct ScheduleCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "schedule",
        abstract: "Show schedules without data or training: a figure, values as CSV, or how two differ.",
        subcommands: [ScheduleShowCommand.self, ScheduleDiffCommand.self], defaultSubcommand: ScheduleShowCommand.self)
}

/// How many steps a schedule is asked for.
struct ScheduleLength: ParsableArguments {
    @Option(help: ArgumentHelp("Number of steps, instead of the spec's length.", valueName: "n"))
    var steps: Int?

    func validate() throws {
        if let steps, !(1...DurationSpec.maxSteps).contains(steps) {
            throw ValidationError("--steps \(steps) is not between 1 and \(DurationSpec.maxSteps)")
        }
    }

    /// What it changes in a spec.
    var overrides: [SpecOverride] { steps.map { [.steps($0)] } ?? [] }
}
