import ArgumentParser
import Datasets
import DigitDrawing
import Specs
import Runs
import Comparison
import Statistics
import Foundation

/// `onecycle data make`
struct DataMakeCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "make",
        abstract: "Write the drawn digits as files, to be used elsewhere.",
        discussion: "The images are those that data.source digits draws with the same values. About a sixth as many as "
            + "there are to train on are written besides, to validate on.")

    /// The drawn sources.
    enum Name: String, ExpressibleByArgument, CaseIterable {
        case digits
        case digitsSample = "digits_sample"
    }

    @Argument(help: "digits, or digits_sample (3 and 7).")
    var name: Name

    @Option(name: .customLong("out"), help: ArgumentHelp("Folder to make; an empty one will do.", valueName: "dir"))
    var folder: String

    @Option(help: "png: folders train/CLASS and valid/CLASS; idx: MNIST's four files, labels are class indices.")
    var format = SetFormat.png

    @Option(help: ArgumentHelp("Images to train on.", valueName: "n"))
    var count = DrawnDigits.defaultTrainCount

    @Option(help: ArgumentHelp("The digits to draw, for instance 3,7.", valueName: "list"))
    var classes: DigitList?

    @Option(help: ArgumentHelp("Deviation of noise added to every pixel, as a share of white.", valueName: "x"))
    var noise = 0.0

    @Option(help: ArgumentHelp("Fixes the images.", valueName: "s"))
    var seed = DrawnDigits.defaultSeed

    func validate() throws {
        if !(1...DrawnDigits.maxCount).contains(count) {
            throw ValidationError("--count \(count) is not between 1 and \(DrawnDigits.maxCount)")
        }
        if !(0...1).contains(noise) { throw ValidationError("--noise \(noise) is not between 0 and 1") }
        if folder.isEmpty { throw ValidationError("--out names no folder") }
    }

    func run() throws {
        let digits = DrawnDigits(
            digits: classes?.digits ?? (name == .digits ? Array(0...9) : [3, 7]), trainCount: count,
            validCount: DrawnDigits.validCount(with: count), noise: noise, seed: seed)
        try MakeCall(digits, format).run(to: folder)
    }
}
