import ArgumentParser
import DigitDrawing
import Presentation
import Runs
import Specs

/// `onecycle predict`
struct PredictCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "predict",
        abstract: "Print the predictions of a trained network for the validation images, as CSV.",
        discussion: "One row per image, in the order of the file: index,label,predicted,logit_0,... Classes are "
            + "numbered from 0: in mnist_sample, 0 is a 3 and 1 is a 7.")

    @Argument(
        help: ArgumentHelp("A seed's folder (output/NAME/seed-S), or a spec (JSON) with --weights.", valueName: "what"))
    var path: String

    @Option(help: ArgumentHelp("Weights as a safetensors file, instead of the seed's.", valueName: "file"))
    var weights: String?

    @Option(
        name: .customLong("set"), parsing: .singleValue,
        help: ArgumentHelp(
            "Change a key of the spec, for example data.source=mnist. May be repeated.", valueName: "key=value"))
    var overrides: [SpecOverride] = []

    @Option(help: ArgumentHelp("Folder of the IDX files (default: MNIST_DIR, data/ or data/mnist/).", valueName: "dir"))
    var data: String?

    @Option(help: ArgumentHelp("Max number of images, from the first.", valueName: "n"))
    var count: Int?

    func validate() throws {
        if let count, !(1...1_000_000_000).contains(count) {
            throw ValidationError("--count \(count) is not between 1 and 1000000000")
        }
    }

    func run() throws {
        try Terminal.reportingErrors {
            do {
                let predictor = try Predictor(path: path, weights: weights, overrides: overrides)
                if predictor.isAltered { Terminal.error(AlteredWeightsText.line(predictor.weights.path)) }
                let csv = try predictor.predict(count: count, dataDirectory: data, drawer: CairoDigitDrawer()).csv
                Terminal.result(String(csv.dropLast()))
            } catch let error as PredictorError {
                Terminal.report(error)
                throw ExitCode.validationFailure
            }
        }
    }
}
