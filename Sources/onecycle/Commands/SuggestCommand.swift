import ArgumentParser
import Presentation
import Specs
import Runs
import Comparison
import Statistics

/// `onecycle suggest`
struct SuggestCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "suggest",
        abstract: "Suggest learning rates for a range test recorded elsewhere, as JSON.",
        discussion: "The CSV file's first line names its columns: lr and loss, perhaps smooth (else the losses are "
            + "averaged with beta 0.98) and seed (a curve each). Others are passed over.")

    @Argument(help: ArgumentHelp("The recorded curve (CSV).", valueName: "curve"))
    var curve: String

    @Option(
        help: ArgumentHelp(
            "Steps that the test was planned for, a tenth of which is left out (default: the rows).", valueName: "n"))
    var numIt: Int?

    func validate() throws {
        if let numIt, !(1...1_000_000_000).contains(numIt) {
            throw ValidationError("--num-it \(numIt) is not between 1 and 1000000000")
        }
    }

    func run() throws {
        do {
            Terminal.result(try RecordedCurves(path: curve, plannedSteps: numIt).json())
        } catch {
            Terminal.tell(error, about: .other)
            throw ExitCode(for: error)
        }
    }
}
