import Files
import ArgumentParser
import Presentation
import CairoCanvas
import Specs
import Runs
import Comparison
import Statistics
import Figures
import Plotting
import Schedules

/// `onecycle schedule [show]`
struct ScheduleShowCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "show",
        abstract: "A figure each, of several specs one with all of them, too; or values as CSV.",
        discussion:
            "The values come from the code that trains. Momentum is the optimizer's own where no schedule moves it.")

    @OptionGroup var arguments: SpecArguments
    @OptionGroup var folders: FolderArguments
    @OptionGroup var length: ScheduleLength
    @OptionGroup(title: "Figures") var look: LookArguments

    @Option(
        help: ArgumentHelp(
            "Write step,lr,momentum (and weight_decay, where scheduled) to a file, or to stdout with -, instead of a figure.",
            valueName: "file"))
    var csv: String?

    func validate() throws {
        if csv != nil, arguments.specs.count > 1 { throw ValidationError("--csv takes one spec") }
        if csv == "" { throw ValidationError("--csv needs a file's name, or - for stdout") }
        if csv != nil, look.isGiven { throw ValidationError("--csv draws no figure: no option of one goes with it") }
    }

    func run() throws {
        let specs = try arguments.load(adding: length.overrides + look.overrides)
        do {
            let schedules = try specs.map { try PlannedSchedule($0, output: folders.output) }
            for planned in schedules where planned.observesValidations {
                Terminal.error(
                    "\(planned.spec.name): plateau acts on the losses of validations; before training its rate is shown as "
                        + "it begins (a warning)")
            }
            if let csv, let only = schedules.first {
                // A study may be several in one file.
                guard schedules.count == 1 else { throw ValidationError("--csv takes one experiment") }
                try write(only, to: csv)
            } else {
                for (resolved, planned) in zip(specs, schedules) { try draw(planned, of: resolved) }
                if schedules.count > 1, let first = schedules.first {
                    let writer = try writer(first.spec)
                    let figure = Figure.schedules(
                        schedules.map { planned in
                            let values = planned.values
                            return Figure.NamedSchedule(
                                name: planned.spec.name, lr: values.map(\.lr), momentum: values.map(\.momentum),
                                weightDecay: values.map(\.weightDecay))
                        }, momentumName: ScheduleFigures.momentumName(of: schedules.map(\.spec)), theme: writer.theme)
                    tell(try writer.write(figure, to: folders.output + "/schedules", of: specs))
                }
            }
        } catch {
            Terminal.tell(error, about: csv == nil ? .output : .other)
            throw ExitCode(for: error)
        }
    }

    private func draw(_ planned: PlannedSchedule, of resolved: ResolvedSpec) throws {
        guard planned.total <= DurationSpec.maxSteps else { throw TooLongToDraw(schedule: planned.lengthText) }
        let values = planned.values
        let folder = RunFolder(output: folders.output, name: planned.spec.name)
        try folder.make()
        let writer = try writer(planned.spec)
        let figure = try ScheduleFigures.figure(
            of: planned.spec, lr: values.map(\.lr), momentum: values.map(\.momentum),
            weightDecay: values.map(\.weightDecay),
            stepsPerEpoch: length.steps == nil ? try planned.spec.nominalStepsPerEpoch() : nil, writer.theme)
        tell(try writer.write(figure, to: folder.file(FigureKind.schedule.rawValue), of: [resolved]))
    }

    private func writer(_ spec: ExperimentSpec) throws -> FigureWriter {
        FigureWriter(spec, size: try look.page(spec.look))
    }

    private func tell(_ files: [String]) {
        for file in files { Terminal.result(file) }
    }

    private func write(_ planned: PlannedSchedule, to path: String) throws {
        if path == "-" {
            try planned.writeCSV { Terminal.results($0) }
        } else {
            try OutputFile.write(to: path) { try planned.writeCSV(to: $0) }
        }
    }
}

/// A schedule of more steps than are held in memory for a figure.
struct TooLongToDraw: Error, CustomStringConvertible {
    let schedule: String

    var description: String {
        "\(schedule) is longer than the \(DurationSpec.maxSteps) steps that a figure has; give a length with --steps, or "
            + "take the values with --csv"
    }
}
