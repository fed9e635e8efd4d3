import ArgumentParser
import CairoCanvas
import Experiments
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

    @Option(
        help: ArgumentHelp(
            "Write step,lr,momentum (and weight_decay, where scheduled) to a file, or to stdout with -, instead of a figure.",
            valueName: "file"))
    var csv: String?

    func validate() throws {
        if csv != nil, arguments.specs.count > 1 { throw ValidationError("--csv takes one spec") }
    }

    func run() throws {
        let specs = try arguments.load(adding: length.overrides)
        do {
            let schedules = try specs.map { try PlannedSchedule($0, output: folders.output) }
            if let csv, let only = schedules.first {
                try write(only.csv, to: csv)
            } else {
                for planned in schedules {
                    let folder = RunFolder(output: folders.output, name: planned.spec.name)
                    try folder.make()
                    try draw(figure(planned), to: folder.file("schedule.png"))
                }
                if schedules.count > 1 {
                    try draw(
                        .schedules(schedules.map { ($0.spec.name, $0.values.map(\.lr), $0.values.map(\.momentum)) }),
                        to: folders.output + "/schedules.png")
                }
            }
        } catch {
            Terminal.tell(error, about: csv == nil ? .output : .other)
            throw ExitCode(for: error)
        }
    }

    private func figure(_ planned: PlannedSchedule) throws -> Figure {
        .schedule(
            lr: planned.values.map(\.lr), momentum: planned.values.map(\.momentum),
            stepsPerEpoch: length.steps == nil ? try planned.spec.nominalStepsPerEpoch() : nil,
            name: planned.spec.name, detail: SpecText.schedule(planned.spec.schedule),
            momentumName: planned.spec.momentumName)
    }

    private func draw(_ figure: Figure, to path: String) throws {
        try figure.writePNG(to: path)
        Terminal.result(path)
    }

    private func write(_ text: String, to path: String) throws {
        if path == "-" {
            Terminal.result(String(text.dropLast()))
        } else {
            try TextFile.write(text, to: path)
        }
    }
}
