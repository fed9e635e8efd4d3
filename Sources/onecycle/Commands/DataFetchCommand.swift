import ArgumentParser
import Presentation
import Datasets

/// `onecycle data fetch`
struct DataFetchCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "fetch",
        abstract: "Download the files of a source from public mirrors with curl, checked by SHA-256.",
        discussion: "Files that are up to date are skipped; interrupted downloads resume.")

    /// The sources with files to download.
    enum Name: String, ExpressibleByArgument, CaseIterable {
        case mnist
        case mnistSample = "mnist_sample"
        case fashionMNIST = "fashion_mnist"
    }

    @Argument(help: "mnist, mnist_sample (a part of mnist: downloads mnist) or fashion_mnist.")
    var name: Name

    @Option(
        name: .customLong("to"),
        help: ArgumentHelp("Folder of the files (default: data/mnist or data/fashion_mnist).", valueName: "dir"))
    var folder: String?

    @Option(
        name: .customLong("mirror"), parsing: .singleValue,
        help: ArgumentHelp(
            "Base URL of the files, instead of the default mirrors. May be repeated.", valueName: "url"))
    var mirrors: [String] = []

    @Option(
        help: ArgumentHelp("Try the next mirror after this time below 1 kB/s.", valueName: "seconds"))
    var timeout = Downloader.defaultStallSeconds

    func validate() throws {
        for mirror in mirrors where !mirror.hasPrefix("http://") && !mirror.hasPrefix("https://") {
            throw ValidationError("--mirror \(mirror) does not begin with http:// or https://")
        }
        if !(1...3600).contains(timeout) { throw ValidationError("--timeout \(timeout) is not between 1 and 3600") }
        if folder?.isEmpty == true { throw ValidationError("--to needs the name of a folder") }
    }

    func run() throws {
        guard let source = DatasetSource(rawValue: name.rawValue), let set = RemoteSet(of: source) else { return }
        if source == .mnistSample { Terminal.error("mnist_sample is a part of mnist; downloading mnist") }
        let downloader = Downloader(
            set, into: folder ?? Downloader.defaultFolder(for: source), mirrors: mirrors, stallSeconds: timeout)
        try FetchCall(downloader).run()
    }
}
