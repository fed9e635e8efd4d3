import Text

extension RunFolder {
    /// The command that brings this folder of the history back; nil for any other folder.
    var restoring: String? { asHistoryEntry == nil ? nil : RestoringCommand(of: path).description }
}

/// The command that brings a folder of the history back.
struct RestoringCommand: CustomStringConvertible {
    let description: String

    /// - Parameter path: `OUTPUT/.history/NAME/N`.
    init(of path: String) {
        var parts = path.split(separator: "/", omittingEmptySubsequences: false).map(String.init)
        let (number, name) = (parts.popLast() ?? "", parts.popLast() ?? "")
        if parts.last == FolderName.history { parts.removeLast() }
        let output = parts.joined(separator: "/")
        let option = output == "output" ? [] : ["--output", output.isEmpty ? "/" : output]
        description = (["onecycle", "restore", name, number] + option).map(ShellWord.quoted).joined(separator: " ")
    }
}
