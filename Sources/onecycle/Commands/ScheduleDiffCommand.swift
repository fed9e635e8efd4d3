import ArgumentParser
import Presentation
import Runs
import Schedules
import Specs

/// `onecycle schedule diff`
struct ScheduleDiffCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "diff",
        abstract: "Compare two schedules: first difference, largest difference, area under each learning rate.",
        usage: """
            onecycle schedule diff <spec> <spec> [--set <key=value> ...] [--seeds <list>] [--output <dir>] \
            [--data <dir>] [--steps <n>]
            """,
        discussion:
            "Schedules are compared step by step, over the same number of steps. The exit code is 1 if they differ.")

    @OptionGroup var arguments: SpecArguments
    @OptionGroup var folders: FolderArguments
    @OptionGroup var length: ScheduleLength

    func validate() throws {
        if arguments.specs.count != 2 { throw ValidationError("diff takes two specs") }
    }

    func run() throws {
        let specs = try arguments.load(adding: length.overrides, areWritten: false)
        try Terminal.reportingErrors {
            let both = try specs.map { try PlannedSchedule($0, output: folders.output) }
            guard both.count == 2 else { return }
            guard both[0].total == both[1].total else {
                throw DifferentLengths(first: both[0].lengthText, second: both[1].lengthText)
            }
            let difference = ScheduleDifference(both[0].applied, both[1].applied, over: both[0].total)
            let names = both.map(\.spec.name)
            let labels = names[0] == names[1] ? arguments.specs : names
            // Plateau schedules are the same only if everything that they depend on is.
            let hears = both.contains(where: \.observesValidations)
            let isOpen = hears && both[0].spec.schedule != both[1].spec.schedule
            for line in ScheduleDifferenceText.lines(difference, labels[0], labels[1], observeValidations: hears) {
                Terminal.result(line)
            }
            if difference.firstStep != nil || isOpen { throw ExitCode.runFailed }
        }
    }
}
