import ArgumentParser
import Specs

/// The command line: one file per subcommand.
@main
struct OneCycleCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "onecycle",
        abstract: "Learning-rate schedules as experiments: 1cycle against constant rates, with figures.",
        version: OneCycleVersion.current,
        subcommands: [
            RunCommand.self, FindCommand.self, SuggestCommand.self, PredictCommand.self, CompareCommand.self,
            ReportCommand.self, RestoreCommand.self, VerifyCommand.self, CleanCommand.self, ExportCommand.self,
            PlotCommand.self, ShowCommand.self, ScheduleCommand.self,
            DescribeCommand.self, ValidateCommand.self, SchemaCommand.self, DataCommand.self,
        ])

    static func main() {
        Startup.holdStandardStreams()
        Startup.reportFailedWrites()
        Startup.checkArguments()
        runEscapingMessages()
    }
}
