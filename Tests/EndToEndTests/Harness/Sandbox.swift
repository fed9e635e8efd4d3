import Foundation

/// A fresh folder to call the program in. Paths are relative to it, and so are those in the program's messages.
struct Sandbox {
    /// The working directory of every call.
    let folder: String
    private let root: String

    /// Calls `body` with a fresh folder, which is gone afterwards.
    static func with<Result>(_ body: (Sandbox) throws -> Result) throws -> Result {
        let name = "onecycle-tests-\(UUID().uuidString)"
        let root = FileManager.default.temporaryDirectory.appendingPathComponent(name).path
        let sandbox = Sandbox(folder: root + "/work", root: root)
        defer { try? FileManager.default.removeItem(atPath: root) }
        for folder in ["/work", "/streams"] {
            try FileManager.default.createDirectory(atPath: root + folder, withIntermediateDirectories: true)
        }
        return try body(sandbox)
    }

    /// Calls the program and waits for its end.
    /// The text of a page, without the places where long words may break.
    func page(_ path: String) throws -> String { try text(path).replacingOccurrences(of: "<wbr>", with: "") }

    func onecycle(_ arguments: String..., environment: [String: String] = [:]) throws -> CommandResult {
        try start(arguments, environment: environment).wait()
    }

    /// Starts the program.
    /// - Parameters:
    ///   - output: nil: a file, from which the result's `stdout` comes.
    ///   - input: nil: nothing.
    func start(
        _ arguments: [String], environment: [String: String] = [:], output: FileHandle? = nil, input: Pipe? = nil
    ) throws -> RunningCommand {
        try RunningCommand(
            arguments, in: folder, streams: root + "/streams", environment: variables.merging(environment) { $1 },
            output: output, input: input)
    }

    /// Has a shell run a command in which `onecycle` is the program.
    func shell(_ command: String) throws -> CommandResult {
        let program = URL(fileURLWithPath: try BuiltBinary.path()).deletingLastPathComponent().path
        var variables = variables
        variables["PATH"] = program + ":" + (variables["PATH"] ?? "/usr/bin:/bin")
        return try RunningCommand(
            ["-c", command], of: "/bin/sh", in: folder, streams: root + "/streams", environment: variables
        ).wait()
    }

    private var variables: [String: String] {
        ProcessInfo.processInfo.environment.filter { $0.key != "MNIST_DIR" }
    }

    // MARK: Files

    /// The whole path of a file.
    func path(_ name: String) -> String { folder + "/" + name }

    func exists(_ name: String) -> Bool { FileManager.default.fileExists(atPath: path(name)) }

    func data(_ name: String) throws -> Data { try Data(contentsOf: URL(fileURLWithPath: path(name))) }

    func text(_ name: String) throws -> String { String(decoding: try data(name), as: UTF8.self) }

    /// Lines of a text file, without their ends.
    func lines(_ name: String) throws -> [String] {
        try text(name).split(separator: "\n").map(String.init)
    }

    func json(_ name: String) throws -> [String: Any] {
        let object = try JSONSerialization.jsonObject(with: data(name))
        return object as? [String: Any] ?? [:]
    }

    /// Writes a file, and the folders above it.
    func write(_ content: Data, to name: String) throws {
        let url = URL(fileURLWithPath: path(name))
        try FileManager.default.createDirectory(
            at: url.deletingLastPathComponent(), withIntermediateDirectories: true)
        try content.write(to: url)
    }

    func write(_ bytes: [UInt8], to name: String) throws { try write(Data(bytes), to: name) }

    func write(_ text: String, to name: String) throws { try write(Data(text.utf8), to: name) }

    func makeFolder(_ name: String) throws {
        try FileManager.default.createDirectory(atPath: path(name), withIntermediateDirectories: true)
    }

    func move(_ name: String, to other: String) throws {
        try FileManager.default.moveItem(atPath: path(name), toPath: path(other))
    }

    func remove(_ name: String) throws { try FileManager.default.removeItem(atPath: path(name)) }

    /// Names in a folder, hidden ones too, in order; empty without such a folder.
    func names(in name: String) -> [String] {
        ((try? FileManager.default.contentsOfDirectory(atPath: path(name))) ?? []).sorted()
    }

    /// Every file below a folder, by its path from there.
    func files(in name: String) throws -> [String: Data] {
        var files: [String: Data] = [:]
        for entry in names(in: name) {
            let whole = name + "/" + entry
            var isFolder: ObjCBool = false
            guard FileManager.default.fileExists(atPath: path(whole), isDirectory: &isFolder) else { continue }
            if isFolder.boolValue {
                for (below, data) in try self.files(in: whole) { files[entry + "/" + below] = data }
            } else {
                files[entry] = try data(whole)
            }
        }
        return files
    }
}
