import ArgumentParser
import Presentation
import Specs
import Runs
import Comparison
import Statistics
import Networks

/// `onecycle describe`
struct DescribeCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "describe",
        abstract: "Print a network's layers with their output shapes, parameters and operations.")

    @OptionGroup var arguments: SpecArguments

    func run() throws {
        for resolved in try arguments.load() {
            let network: NetworkDefinition
            let summary: [LayerSummary]
            do {
                network = try resolved.spec.makeNetwork()
                summary = try network.summary()
            } catch {
                Terminal.error("\(resolved.spec.name): \(error)")
                throw ExitCode.badInput
            }
            var table = TextTable(["layer", "output", "parameters", "flops"])
            for line in summary {
                table.add([
                    "\(line.path) \(line.type)", "\(line.output)", "\(line.parameters)", "\(line.flops)",
                ])
            }
            table.add([
                "all of \(network.input)", "\(network.classes)", "\(network.parameterCount)",
                "\(summary.reduce(0) { $0 + $1.flops })",
            ])
            Terminal.result(resolved.spec.name)
            for line in table.lines { Terminal.result(line) }
        }
    }
}
