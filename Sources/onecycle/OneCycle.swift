import ArgumentParser
import Experiments

/// The command line: a file a subcommand.
@main
struct OneCycleCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "onecycle",
        abstract: "Learning-rate schedules as experiments: 1cycle against constant rates, with figures.",
        version: OneCycleVersion.current,
        subcommands: [
            RunCommand.self, FindCommand.self, PredictCommand.self, ScheduleCommand.self, DescribeCommand.self,
            ValidateCommand.self, SchemaCommand.self, DataCommand.self,
        ])
}
