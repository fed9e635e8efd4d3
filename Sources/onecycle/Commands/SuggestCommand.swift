import ArgumentParser
import Runs

/// `onecycle suggest`
struct SuggestCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "suggest",
        abstract: "Suggest learning rates for a range test recorded elsewhere, as JSON.",
        discussion:
            "The first line of the CSV file names its columns. lr and loss are required. smooth is optional: only fastai's "
            + "methods read it. Without it they average the losses with beta 0.98. seed is optional: it separates the "
            + "curves of several seeds. Other columns are ignored.")

    @Argument(help: ArgumentHelp("The recorded curve (CSV).", valueName: "curve"))
    var curve: String

    @Option(
        help: ArgumentHelp(
            "Planned steps of the test, of which the first tenth is ignored (default: the number of rows).",
            valueName: "n"))
    var numIt: Int?

    func validate() throws {
        if let numIt, !(1...1_000_000_000).contains(numIt) {
            throw ValidationError("--num-it \(numIt) is not between 1 and 1000000000")
        }
    }

    func run() throws {
        try Terminal.reportingErrors {
            Terminal.result(try RecordedCurves(path: curve, plannedSteps: numIt).json())
        }
    }
}
