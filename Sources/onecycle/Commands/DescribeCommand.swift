import ArgumentParser
import Presentation
import Specs

/// `onecycle describe`
struct DescribeCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "describe",
        abstract: "Print the layers of a network with output shapes, parameters and operations.")

    @OptionGroup var arguments: SpecArguments

    func run() throws {
        for resolved in try arguments.load() {
            let lines = try Terminal.reportingErrors(as: .badInput, naming: resolved.spec.name) {
                try NetworkTable.lines(try resolved.spec.makeNetwork())
            }
            for line in [resolved.spec.name] + lines { Terminal.result(line) }
        }
    }
}
