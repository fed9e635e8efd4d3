import ArgumentParser
import Files
import Plotting
import Presentation
import Runs
import Schedules
import Specs

/// `onecycle schedule [show]`
struct ScheduleShowCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "show",
        abstract: "Draws each schedule, plus one figure of all of them; or prints values as CSV.",
        discussion:
            """
            The values come from the code that trains. If no schedule changes the momentum, it is the optimizer's.

            Figures are written to OUTPUT/figures/NAME-schedule. If the spec has been run, its own figure in its folder \
            is drawn instead.
            """)

    @OptionGroup var arguments: SpecArguments
    @OptionGroup var folders: FolderArguments
    @OptionGroup var length: ScheduleLength
    @OptionGroup(title: "Figures") var look: LookArguments

    @Option(
        help: ArgumentHelp(
            "Write step,lr,momentum (and weight_decay if scheduled) to a file, or to stdout with -, instead of a figure.",
            valueName: "file"))
    var csv: String?

    func validate() throws {
        if csv != nil, arguments.specs.count > 1 { throw ValidationError("--csv takes one spec") }
        if csv == "" { throw ValidationError("--csv needs a file name, or - for stdout") }
        if csv != nil, look.isGiven { throw ValidationError("--csv draws no figure and takes no options of figures") }
    }

    func run() throws {
        let specs = try arguments.load(adding: length.overrides + look.overrides)
        try Terminal.reportingErrors(about: csv == nil ? .output : .other) {
            let schedules = try specs.map { try PlannedSchedule($0, output: folders.output) }
            for planned in schedules where planned.observesValidations {
                Terminal.error("\(planned.spec.name): \(ScheduleDifferenceText.plateauWarning) (a warning)")
            }
            if let csv, let only = schedules.first {
                // One file may hold a study of several.
                guard schedules.count == 1 else { throw ValidationError("--csv takes one experiment") }
                try write(only, to: csv)
            } else {
                try draw(schedules, of: specs)
            }
        }
    }

    private func draw(_ schedules: [PlannedSchedule], of specs: [ResolvedSpec]) throws {
        for (resolved, planned) in zip(specs, schedules) {
            guard planned.total <= DurationSpec.maxSteps else { throw TooLongToDraw(schedule: planned.lengthText) }
            let folder = RunFolder(output: folders.output, name: planned.spec.name)
            let own = trained(resolved, in: folder)
            let changes = try look.changes(planned.spec.look)
            let place = FigurePlace(of: resolved, own: own?.resolved, in: folder, changes: changes)
            let formats = place.formats(of: .schedule)
            if let own {
                let figures = RunFigures(own, data: nil, output: folders.output, console: Terminal.console)
                for file in try figures.write(.schedule, as: formats.own, to: place.ownBase) { Terminal.result(file) }
            }
            if formats.other.isEmpty { continue }
            let stepsPerEpoch = length.steps == nil ? try planned.spec.nominalStepsPerEpoch() : nil
            let writer = FigureWriter(planned.spec, changes: changes, console: Terminal.console)
            let figure = try ScheduleFigures.figure(of: planned, stepsPerEpoch: stepsPerEpoch, writer.theme)
            try place.makeOtherFolder(remedy: "choose another folder with --output")
            let path = place.otherBase + FigureKind.schedule.rawValue
            for file in try writer.write(figure, to: path, of: [resolved], as: formats.other) { Terminal.result(file) }
        }
        guard schedules.count > 1, let first = schedules.first else { return }
        let writer = try writer(first.spec)
        let figure = ScheduleFigures.figure(of: schedules, writer.theme)
        for file in try writer.write(figure, to: folders.output + "/schedules", of: specs) { Terminal.result(file) }
    }

    /// The finished run of the spec, as its folder has it; nil without one.
    private func trained(_ resolved: ResolvedSpec, in folder: RunFolder) -> RecordedExperiment? {
        guard folder.hasSpec, let experiment = try? RecordedExperiment(resolved, in: folder), !experiment.runs.isEmpty
        else { return nil }
        return experiment.own
    }

    private func writer(_ spec: ExperimentSpec) throws -> FigureWriter {
        FigureWriter(spec, changes: try look.changes(spec.look), console: Terminal.console)
    }

    private func write(_ planned: PlannedSchedule, to path: String) throws {
        if path == "-" {
            try planned.writeCSV { Terminal.results($0) }
        } else {
            try OutputFile.write(to: path) { try planned.writeCSV(to: $0) }
        }
    }
}
