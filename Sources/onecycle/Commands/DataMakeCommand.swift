import ArgumentParser
import Datasets
import Comparison
import DigitDrawing
import Runs
import Specs
import Statistics

import Foundation

/// `onecycle data make`
struct DataMakeCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "make",
        abstract: "Write the drawn digits as files, for use elsewhere.",
        discussion:
            "The images are the same as those of data.source digits with the same options. Validation images, about "
            + "a sixth of the number of training images, are written too.")

    /// The drawn sources.
    enum Name: String, ExpressibleByArgument, CaseIterable {
        case digits
        case digitsSample = "digits_sample"
    }

    @Argument(help: "digits, or digits_sample (3 and 7).")
    var name: Name

    @Option(name: .customLong("out"), help: ArgumentHelp("New or empty output folder.", valueName: "dir"))
    var folder: String

    @Option(help: "png: folders train/CLASS and valid/CLASS; idx: four files as of MNIST, labels are class indices.")
    var format = SetFormat.png

    @Option(help: ArgumentHelp("Number of training images.", valueName: "n"))
    var count = DrawnDigits.defaultTrainCount

    @Option(help: ArgumentHelp("Digits to draw, for example 3,7.", valueName: "list"))
    var classes: DigitList?

    @Option(
        help: ArgumentHelp("Standard deviation of the noise added to every pixel, as a share of white.", valueName: "x")
    )
    var noise = 0.0

    @Option(help: ArgumentHelp("Seed that determines the images.", valueName: "s"))
    var seed = DrawnDigits.defaultSeed

    func validate() throws {
        if !(1...DrawnDigits.maxCount).contains(count) {
            throw ValidationError("--count \(count) is not between 1 and \(DrawnDigits.maxCount)")
        }
        if !(0...1).contains(noise) { throw ValidationError("--noise \(noise) is not between 0 and 1") }
        if folder.isEmpty { throw ValidationError("--out needs the name of a folder") }
    }

    func run() throws {
        let digits = DrawnDigits(
            digits: classes?.digits ?? (name == .digits ? Array(0...9) : [3, 7]), trainCount: count,
            validCount: DrawnDigits.validCount(with: count), noise: noise, seed: seed)
        try MakeCall(digits, format).run(to: folder)
    }
}
