import ArgumentParser
import Presentation
import Datasets

/// `onecycle data list`
struct DataListCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "list",
        abstract: "Print every source of images: what it is, how many there are, and where they are found.")

    @Option(help: ArgumentHelp("Folder of the IDX files; else the usual places.", valueName: "dir"))
    var data: String?

    func validate() throws {
        if data?.isEmpty == true { throw ValidationError("--data names no folder") }
    }

    func run() {
        for line in SourceTable.lines(SourceListing.all(directory: data)) { Terminal.result(line) }
    }
}
