import ArgumentParser
import CairoCanvas
import Experiments
import Figures
import Foundation
import Plotting
import Schedules

/// `onecycle schedule`
struct ScheduleCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "schedule",
        abstract: "Show schedules without training: a figure each, or values as CSV.",
        discussion:
            "The values come from the code that trains. Momentum is the optimizer's own where no schedule moves it.")

    @OptionGroup var arguments: SpecArguments
    @OptionGroup var folders: FolderArguments

    @Option(
        help: ArgumentHelp(
            "Write step,lr,momentum to a file, or to stdout with -, instead of a figure.", valueName: "file"))
    var csv: String?

    @Option(help: ArgumentHelp("Number of steps, instead of the spec's length.", valueName: "n"))
    var steps: Int?

    func validate() throws {
        if let steps, !(1...100_000_000).contains(steps) {
            throw ValidationError("--steps \(steps) is not between 1 and 100000000")
        }
        if csv != nil, arguments.specs.count > 1 { throw ValidationError("--csv takes one spec") }
    }

    func run() throws {
        for resolved in try arguments.load() {
            do {
                try show(resolved.spec)
            } catch {
                Terminal.tell(error, about: csv == nil ? .output : .other)
                throw ExitCode(for: error)
            }
        }
    }

    private func show(_ spec: ExperimentSpec) throws {
        let total = try steps ?? spec.nominalSteps()
        let values = try spec.scheduledValues(steps: total)
        if let csv {
            try write(values, to: csv)
        } else {
            let folder = RunFolder(output: folders.output, name: spec.name)
            try folder.make()
            let path = folder.file("schedule.png")
            try Figure.schedule(
                lr: values.map(\.lr), momentum: values.map(\.momentum),
                stepsPerEpoch: steps == nil ? try spec.nominalStepsPerEpoch() : nil, name: spec.name,
                detail: SpecText.schedule(spec.schedule), momentumName: spec.momentumName
            ).writePNG(to: path)
            Terminal.result(path)
        }
    }

    private func write(_ values: [ScheduledValues], to path: String) throws {
        func digits(_ value: Double) -> String { String(format: "%.17g", value) }
        var text = "step,lr,momentum\n"
        for (step, row) in values.enumerated() {
            text += "\(step),\(digits(row.lr)),\(row.momentum.map(digits) ?? "")\n"
        }
        if path == "-" {
            Terminal.result(String(text.dropLast()))
            return
        }
        try TextFile.write(text, to: path)
    }
}
