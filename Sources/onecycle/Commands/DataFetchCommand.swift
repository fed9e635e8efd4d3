import ArgumentParser
import Presentation
import Datasets

/// `onecycle data fetch`
struct DataFetchCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "fetch",
        abstract: "Fetch the files of a source, with curl, from public mirrors; checked by SHA-256.",
        discussion: "What is there and right is not fetched again; what a broken call left is gone on with.")

    /// The sources with files to fetch.
    enum Name: String, ExpressibleByArgument, CaseIterable {
        case mnist
        case mnistSample = "mnist_sample"
        case fashionMNIST = "fashion_mnist"
    }

    @Argument(help: "mnist, mnist_sample (a part of mnist, which is fetched) or fashion_mnist.")
    var name: Name

    @Option(
        name: .customLong("to"),
        help: ArgumentHelp("Folder of the files; else data/mnist or data/fashion_mnist.", valueName: "dir"))
    var folder: String?

    @Option(
        name: .customLong("mirror"), parsing: .singleValue,
        help: ArgumentHelp(
            "Address below which the files are, instead of the usual ones. May be repeated.", valueName: "url"))
    var mirrors: [String] = []

    @Option(
        help: ArgumentHelp("Go to the next mirror after so many seconds at less than 1 kB/s.", valueName: "seconds"))
    var timeout = Downloader.defaultStallSeconds

    func validate() throws {
        for mirror in mirrors where !mirror.hasPrefix("http://") && !mirror.hasPrefix("https://") {
            throw ValidationError("--mirror \(mirror) does not begin with http:// or https://")
        }
        if !(1...3600).contains(timeout) { throw ValidationError("--timeout \(timeout) is not between 1 and 3600") }
        if folder?.isEmpty == true { throw ValidationError("--to names no folder") }
    }

    func run() throws {
        guard let source = DatasetSource(rawValue: name.rawValue), let set = RemoteSet(of: source) else { return }
        if source == .mnistSample { Terminal.error("mnist_sample is a part of mnist, which is fetched") }
        let downloader = Downloader(
            set, into: folder ?? Downloader.defaultFolder(for: source), mirrors: mirrors, stallSeconds: timeout)
        try FetchCall(downloader).run()
    }
}
