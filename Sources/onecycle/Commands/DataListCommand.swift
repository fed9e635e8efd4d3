import ArgumentParser
import Presentation
import Datasets

/// `onecycle data list`
struct DataListCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "list",
        abstract: "Print every source of images with its size and location.")

    @Option(help: ArgumentHelp("Folder of the IDX files (default: MNIST_DIR, data/ or data/mnist/).", valueName: "dir"))
    var data: String?

    func validate() throws {
        if data?.isEmpty == true { throw ValidationError("--data needs the name of a folder") }
    }

    func run() {
        for line in SourceTable.lines(SourceListing.all(directory: data)) { Terminal.result(line) }
    }
}
