import Foundation

/// The result of a call of the program.
struct CommandResult: Sendable, CustomStringConvertible {
    var arguments: [String]
    var exitCode: Int32
    /// Whether a signal ended it: a trap, for instance.
    var wasKilled: Bool
    var stdout: String
    var stderr: String

    /// Lines without their ends; empty for an empty text.
    var outputLines: [String] { Self.lines(stdout) }
    var errorLines: [String] { Self.lines(stderr) }

    var description: String {
        "onecycle \(arguments.joined(separator: " ")) -> \(wasKilled ? "signal" : "exit") \(exitCode)\n"
            + "stdout: \(stdout)\nstderr: \(stderr)"
    }

    private static func lines(_ text: String) -> [String] {
        var lines = text.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
        if lines.last?.isEmpty == true { lines.removeLast() }
        return lines
    }
}

/// A call in progress. Its streams go to files, which never fill up and need no one to read them meanwhile.
final class RunningCommand {
    private let process: Process
    private let stdoutPath: String
    private let stderrPath: String
    private let ended = DispatchSemaphore(value: 0)

    /// - Parameters:
    ///   - program: its path; nil: the one under test.
    ///   - streams: a folder outside of the test's sandbox.
    init(
        _ arguments: [String], of program: String? = nil, in folder: String, streams: String,
        environment: [String: String], output: FileHandle? = nil, input: Pipe? = nil
    ) throws {
        let id = UUID().uuidString
        stdoutPath = "\(streams)/\(id).stdout"
        stderrPath = "\(streams)/\(id).stderr"
        process = Process()
        process.executableURL = URL(fileURLWithPath: try program ?? BuiltBinary.path())
        process.arguments = arguments
        process.currentDirectoryURL = URL(fileURLWithPath: folder)
        process.environment = environment
        if let input { process.standardInput = input } else { process.standardInput = FileHandle.nullDevice }
        let file = try Self.file(stdoutPath)
        process.standardOutput = output ?? file
        process.standardError = try Self.file(stderrPath)
        process.terminationHandler = { [ended] _ in ended.signal() }
        try process.run()
    }

    /// Sends SIGINT, as Ctrl-C does.
    func interrupt() { process.interrupt() }

    /// Sends a signal.
    func send(_ signal: Int32) { Foundation.kill(process.processIdentifier, signal) }

    /// Ends it at once, as `kill -9` does.
    func kill() { send(SIGKILL) }

    /// Whether it has not ended.
    var isRunning: Bool { process.isRunning }

    /// Its process number.
    var pid: Int32 { process.processIdentifier }

    /// The stderr so far.
    var errorsSoFar: String { (try? String(contentsOfFile: stderrPath, encoding: .utf8)) ?? "" }

    /// Waits for the end.
    /// - Throws: `Hangs` if that takes more than a minute; the process is then killed.
    func wait() throws -> CommandResult {
        guard ended.wait(timeout: .now() + 60) == .success else {
            kill()
            throw Hangs(arguments: process.arguments ?? [])
        }
        return CommandResult(
            arguments: process.arguments ?? [], exitCode: process.terminationStatus,
            wasKilled: process.terminationReason == .uncaughtSignal,
            stdout: try String(contentsOfFile: stdoutPath, encoding: .utf8),
            stderr: try String(contentsOfFile: stderrPath, encoding: .utf8))
    }

    /// A call that did not end.
    struct Hangs: Error { var arguments: [String] }

    private static func file(_ path: String) throws -> FileHandle {
        try Data().write(to: URL(fileURLWithPath: path))
        return try FileHandle(forWritingTo: URL(fileURLWithPath: path))
    }
}
