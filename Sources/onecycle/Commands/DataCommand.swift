import ArgumentParser

/// `onecycle data`
struct DataCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "data",
        abstract: "List the sources of images, download their files, or write drawn digits as files.",
        subcommands: [DataListCommand.self, DataFetchCommand.self, DataMakeCommand.self])
}
